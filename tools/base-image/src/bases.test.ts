import { UserError } from '@prod-e/errors';
import { architectureOf, bases, packageNames } from './bases.ts';

describe('architectureOf', () => {
  it.each([
    ['x64', 'amd64'],
    ['arm64', 'arm64'],
  ])('%s is Debian’s %s', (node, debian) => {
    expect(architectureOf(node)).toBe(debian);
  });

  it('refuses what no base is made for', () => {
    expect(() => architectureOf('riscv64')).toThrow(UserError);
  });
});

describe('packageNames', () => {
  it.each(bases)('names no package twice, and no shell or interpreter: %s', (base) => {
    expect(new Set(packageNames[base]).size).toBe(packageNames[base].length);
    expect(packageNames[base].join(' ')).not.toMatch(/\b(bash|dash|busybox|perl\S*|debconf|openssl)\b/);
  });
});
