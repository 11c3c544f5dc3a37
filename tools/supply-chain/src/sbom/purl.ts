import { PackageURL } from 'packageurl-js';
import type { DebianPackage, Distribution } from './inventory.ts';

/**
 * `pkg:deb/debian/libstdc++6@14.2.0-19?arch=amd64&distro=debian-13&upstream=gcc-14`
 *
 * Grype reads the distribution from `distro` and would take a codename alone for its name, and so find nothing; it
 * looks vulnerabilities up by `upstream`.
 */
export function debianPurl(
  { name, version, architecture, source }: DebianPackage,
  { id, version: release }: Distribution,
): string {
  const upstream = source.version === version ? source.name : `${source.name}@${source.version}`;
  return new PackageURL('deb', id, name, version, {
    arch: architecture,
    distro: `${id}-${release}`,
    ...(upstream !== name && { upstream }),
  }).toString();
}

/** `pkg:npm/%40koa/router@15.0.0` */
export function npmPurl(name: string, version: string): string {
  const { scope, base } = npmName(name);
  return new PackageURL('npm', scope, base, version).toString();
}

/** `@koa/router` → its scope, with the sign, and the rest. */
export function npmName(name: string): { scope?: string; base: string } {
  const [first = '', second] = name.split('/');
  return second === undefined ? { base: first } : { scope: first, base: second };
}

/** `pkg:generic/node@24.21.0` */
export const nodePurl = (version: string): string =>
  new PackageURL('generic', undefined, 'node', version).toString();

/** `pkg:oci/backend@sha256:…?tag=in-…` */
export const imagePurl = (service: string, digest: string, tag: string): string =>
  new PackageURL('oci', undefined, service, digest, { tag }).toString();
