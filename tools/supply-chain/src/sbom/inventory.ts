/** A Debian package, from its own description in the image and from the lock. */
export interface DebianPackage {
  name: string;
  version: string;
  /** `amd64`, …, or `all`. */
  architecture: string;
  /** The source that it was built from: what Debian's security tracker speaks of. */
  source: { name: string; version: string };
  /** Of the .deb file, hexadecimal. */
  sha256: string;
  maintainer?: string;
  homepage?: string;
  summary?: string;
  /** Sources of which it carries compiled code, as Debian records it: `golang-1.24 (= 1.24.4-1), …`. */
  staticallyBuiltFrom?: string;
  /** Names of the packages of the same image that it depends on. */
  needs: string[];
}

/** An npm package of which files are in the bundle. */
export interface NpmPackage {
  /** Its folder in the workspace, such as `node_modules/koa`: there can be two versions of one package. */
  folder: string;
  name: string;
  version: string;
  licence?: string;
  /** npm's own sums of the package's archive, such as `sha512-…`, separated by spaces. */
  integrity?: string;
  /** Whether a file of the service or of a workspace library imports it. */
  direct: boolean;
  /** Folders of the packages in the bundle that its files import. */
  needs: string[];
}

/** The npm package that Node's binary is taken from. */
export interface NodeRuntime {
  packageName: string;
  version: string;
  licence?: string;
  integrity?: string;
}

/** The release that the base is made of, from its os-release. */
export interface Distribution {
  /** `debian` */
  id: string;
  /** `13` */
  version: string;
  /** `trixie` */
  codename?: string;
}

/** All that is in an image. */
export interface Inventory {
  distribution: Distribution;
  debian: DebianPackage[];
  npm: NpmPackage[];
  node?: NodeRuntime;
}
