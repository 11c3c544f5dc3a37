import { readFileSync } from 'node:fs';
import { architectures, bases, packageNames } from './bases.ts';
import { compareLocks, readLock, type Lock } from './lock.ts';
import { lockFile } from './paths.ts';

const lockOf = (version: string): Lock => {
  const packages = { libc6: { version, sha256: `sum of ${version}` } };
  return {
    node: { amd64: packages, arm64: packages },
    prometheus: { amd64: packages, arm64: packages },
  };
};

describe('packages.lock.json', () => {
  it.each(bases.flatMap((base) => architectures.map((architecture) => [base, architecture] as const)))(
    'locks each package of %s on %s, sorted, by version and sha256',
    (base, architecture) => {
      const locked = readLock()[base][architecture];
      expect(Object.keys(locked)).toEqual([...packageNames[base]]);
      for (const { version, sha256 } of Object.values(locked)) {
        expect(version).toMatch(/^\d/);
        expect(sha256).toMatch(/^[0-9a-f]{64}$/);
      }
    },
  );

  it('is written as the formatter wants it', () => {
    const text = readFileSync(lockFile, 'utf8');
    expect(text).toBe(JSON.stringify(JSON.parse(text), null, 2) + '\n');
  });
});

describe('compareLocks', () => {
  it('finds nothing between equals', () => {
    expect(compareLocks(lockOf('2.41-1'), lockOf('2.41-1'))).toEqual([]);
  });

  it('names a package once an architecture, however many bases hold it', () => {
    expect(compareLocks(lockOf('2.41-1'), lockOf('2.41-2'))).toEqual([
      { name: 'libc6', architecture: 'amd64', from: '2.41-1', to: '2.41-2' },
      { name: 'libc6', architecture: 'arm64', from: '2.41-1', to: '2.41-2' },
    ]);
  });

  it('sees the same version with other bytes', () => {
    const other = lockOf('2.41-1');
    other.node.amd64 = { libc6: { version: '2.41-1', sha256: 'another sum' } };
    expect(compareLocks(lockOf('2.41-1'), other)).toHaveLength(1);
  });

  it('sees what came and what went', () => {
    const other = lockOf('2.41-1');
    other.node.amd64 = { zlib1g: { version: '1', sha256: 'z' } };
    expect(compareLocks(lockOf('2.41-1'), other)).toEqual([
      { name: 'libc6', architecture: 'amd64', from: '2.41-1', to: undefined },
      { name: 'zlib1g', architecture: 'amd64', from: undefined, to: '1' },
    ]);
  });

  it('takes every package as new without a lock', () => {
    expect(compareLocks(undefined, lockOf('1')).map(({ from }) => from)).toEqual([undefined, undefined]);
  });
});
