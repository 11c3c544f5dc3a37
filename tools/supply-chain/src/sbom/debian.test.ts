import { debianPackages } from './debian.ts';

const libc = {
  Package: 'libc6',
  Source: 'glibc',
  Version: '2.41-12',
  Architecture: 'amd64',
  Maintainer: 'GNU Libc Maintainers <debian-glibc@lists.debian.org>',
  Depends: 'libgcc-s1',
  Homepage: 'https://www.gnu.org/software/libc/libc.html',
  Description: 'GNU C Library: Shared libraries\nmore',
};
const tzdata = { Package: 'tzdata', Version: '2026a-1', Architecture: 'all', Depends: 'debconf | libc6' };
const locked = {
  libc6: { version: '2.41-12', sha256: 'aa' },
  tzdata: { version: '2026a-1', sha256: 'bb' },
};

describe('debianPackages', () => {
  it('joins what the image says with the sums of the lock, by name', () => {
    expect(debianPackages([tzdata, libc], locked, 'base')).toEqual([
      {
        name: 'libc6',
        version: '2.41-12',
        architecture: 'amd64',
        source: { name: 'glibc', version: '2.41-12' },
        sha256: 'aa',
        maintainer: 'GNU Libc Maintainers',
        homepage: 'https://www.gnu.org/software/libc/libc.html',
        summary: 'GNU C Library: Shared libraries',
        needs: [],
      },
      {
        name: 'tzdata',
        version: '2026a-1',
        architecture: 'all',
        source: { name: 'tzdata', version: '2026a-1' },
        sha256: 'bb',
        needs: ['libc6'],
      },
    ]);
  });

  it('keeps what Debian says was linked into a package', () => {
    const control = { ...libc, 'Static-Built-Using': 'golang-1.24 (= 1.24.4-1)' };
    expect(debianPackages([control, tzdata], locked, 'base')[0]?.staticallyBuiltFrom).toBe(
      'golang-1.24 (= 1.24.4-1)',
    );
  });

  it.each([
    ['another version', [{ ...libc, Version: '2.41-11' }, tzdata], 'libc6'],
    ['a package more', [libc, tzdata, { Package: 'bash', Version: '5' }], 'bash'],
    ['a package less', [libc], 'tzdata'],
  ])('refuses an image with %s than is locked', (_what, controls, name) => {
    expect(() => debianPackages(controls, locked, 'prod-e/base-node:in-1')).toThrow(
      `the image holds other packages than are locked: ${name}`,
    );
  });
});
