import { readFileSync } from 'node:fs';
import { join } from 'node:path';

interface LockedPackage {
  version?: string;
  integrity?: string;
  link?: boolean;
  inBundle?: boolean;
  optionalDependencies?: Record<string, string>;
}

/** `npm install` has left both of these out before, unseen, since it is `npm ci` on a fresh clone that notices. */
describe('package-lock.json', () => {
  const text = readFileSync(join(__dirname, '../../../package-lock.json'), 'utf8');
  const packages = Object.entries((JSON.parse(text) as { packages: Record<string, LockedPackage> }).packages);
  const paths = new Set(packages.map(([path]) => path));

  /** Whether Node would find a package from the folder of another. */
  const isFound = (name: string, from: string): boolean => {
    if (paths.has(`${from === '' ? '' : `${from}/`}node_modules/${name}`)) return true;
    if (from === '') return false;
    const at = from.lastIndexOf('/node_modules/');
    return isFound(name, at === -1 ? '' : from.slice(0, at));
  };

  it('locks the packages of every platform, so that npm ci takes it', () => {
    const missing = packages.flatMap(([path, { optionalDependencies = {} }]) =>
      Object.keys(optionalDependencies).filter((name) => !isFound(name, path)),
    );
    expect(missing).toEqual([]);
  });

  it('knows the bytes of each package', () => {
    const unknown = packages.filter(
      ([path, { link, inBundle, integrity }]) =>
        path.includes('node_modules/') && !link && !inBundle && !integrity,
    );
    expect(unknown.map(([path]) => path)).toEqual([]);
  });
});
