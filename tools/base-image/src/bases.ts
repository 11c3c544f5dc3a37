import { exitCode, UserError } from '@prod-e/errors';

export const bases = ['node', 'prometheus'] as const;

/** The name of a base image, as `service.json` gives it. */
export type Base = (typeof bases)[number];

/** Debian's name of an architecture. */
export type Architecture = (typeof architectures)[number];
export const architectures = ['amd64', 'arm64'] as const;

/** The only suite that packages come from; mmdebstrap adds its updates and security fixes. */
export const suite = 'trixie';

/** base-files is here for the links of a merged /usr and for os-release, which scanners read to know the distribution. */
const common = ['base-files', 'ca-certificates', 'gcc-14-base', 'libc6', 'libgcc-s1', 'tzdata'];

/**
 * The packages of each base. They are listed one by one and not resolved from dependencies, because those bring
 * what only maintainer scripts need: perl, debconf, adduser, openssl's command.
 */
export const packageNames: Record<Base, readonly string[]> = {
  node: [...common, 'libstdc++6'].sort(),
  prometheus: [
    ...common,
    'prometheus',
    'promtool',
    // Debian's Prometheus serves its web UI from these.
    'fonts-glyphicons-halflings',
    'libjs-bootstrap4',
    'libjs-d3',
    'libjs-eonasdan-bootstrap-datetimepicker',
    'libjs-jquery',
    'libjs-jquery-hotkeys',
    'libjs-moment',
    'libjs-moment-timezone',
    'libjs-mustache',
    'libjs-popper.js',
    'libjs-rickshaw',
  ].sort(),
};

/**
 * Debian's name of the architecture that Node runs on, which is the engine's as well.
 *
 * @throws UserError on an architecture that no base is made for
 */
export function architectureOf(nodeArchitecture: string): Architecture {
  if (nodeArchitecture === 'x64') return 'amd64';
  if (nodeArchitecture === 'arm64') return 'arm64';
  throw new UserError(`no base image for the architecture ${nodeArchitecture}`, {
    where: 'tools/base-image/src/bases.ts',
    next: 'use an amd64 or arm64 machine',
    exit: exitCode.usage,
  });
}
