import { debianPurl, imagePurl, nodePurl, npmPurl } from './purl.ts';

const distribution = { id: 'debian', version: '13', codename: 'trixie' };
const libstdc = {
  name: 'libstdc++6',
  version: '14.2.0-19',
  architecture: 'amd64',
  source: { name: 'gcc-14', version: '14.2.0-19' },
  sha256: '',
  needs: [],
};

describe('package URLs', () => {
  it.each([
    [
      'a package of another source',
      libstdc,
      'pkg:deb/debian/libstdc%2B%2B6@14.2.0-19?arch=amd64&distro=debian-13&upstream=gcc-14',
    ],
    [
      'a package of a source with a version of its own',
      { ...libstdc, source: { name: 'gcc-defaults', version: '1.220' } },
      'pkg:deb/debian/libstdc%2B%2B6@14.2.0-19?arch=amd64&distro=debian-13&upstream=gcc-defaults%401.220',
    ],
    [
      'a package that is its own source',
      { ...libstdc, source: { name: 'libstdc++6', version: '14.2.0-19' } },
      'pkg:deb/debian/libstdc%2B%2B6@14.2.0-19?arch=amd64&distro=debian-13',
    ],
  ])('names %s as Grype and Trivy do', (_what, each, purl) => {
    expect(debianPurl(each, distribution)).toBe(purl);
  });

  it.each([
    ['npm’s package', npmPurl('koa', '3.3.0'), 'pkg:npm/koa@3.3.0'],
    ['npm’s package of a scope', npmPurl('@koa/router', '15.0.0'), 'pkg:npm/%40koa/router@15.0.0'],
    ['Node', nodePurl('24.21.0'), 'pkg:generic/node@24.21.0'],
    ['an image', imagePurl('backend', 'sha256:ab', 'in-1'), 'pkg:oci/backend@sha256:ab?tag=in-1'],
  ])('names %s', (_what, purl, expected) => {
    expect(purl).toBe(expected);
  });
});
