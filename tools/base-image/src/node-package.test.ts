import { execFileSync } from 'node:child_process';
import { nodePackage } from './node-package.ts';

describe('nodePackage', () => {
  it('is the binary that npm installed, of the version it says', () => {
    const { version, binary } = nodePackage();
    expect(execFileSync(binary, ['--version'], { encoding: 'utf8' })).toBe(`v${version}\n`);
  });

  it('says what to do when npm did not install it', () => {
    expect(() => nodePackage('riscv64')).toThrow('npm’s package node-linux-riscv64 is not installed');
  });
});
