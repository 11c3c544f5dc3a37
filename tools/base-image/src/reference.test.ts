import { bases } from './bases.ts';
import { baseInputs, baseReference, type BaseInputs } from './reference.ts';

const inputs: BaseInputs = {
  base: 'node',
  architecture: 'amd64',
  packages: { libc6: { version: '2.41-1', sha256: 'a' }, tzdata: { version: '2026a', sha256: 'b' } },
  recipe: { 'rootfs.sh': 'true' },
  nodeVersion: '24.0.0',
};

describe('baseReference', () => {
  it('names the base and the hash of its inputs', () => {
    expect(baseReference(inputs)).toMatch(/^prod-e\/base-node:in-[0-9a-f]{20}$/);
  });

  it('does not depend on the order of keys', () => {
    const { libc6, tzdata } = inputs.packages as { libc6: never; tzdata: never };
    expect(baseReference({ ...inputs, packages: { tzdata, libc6 } })).toBe(baseReference(inputs));
  });

  it.each<[string, Partial<BaseInputs>]>([
    ['a package’s version', { packages: { libc6: { version: '2.41-2', sha256: 'a' } } }],
    ['a package’s bytes', { packages: { ...inputs.packages, libc6: { version: '2.41-1', sha256: 'c' } } }],
    ['the recipe', { recipe: { 'rootfs.sh': 'false' } }],
    ['the architecture', { architecture: 'arm64' }],
    ['the version of Node', { nodeVersion: '24.0.1' }],
  ])('changes with %s', (_name, change) => {
    expect(baseReference({ ...inputs, ...change })).not.toBe(baseReference(inputs));
  });
});

describe('baseInputs', () => {
  it('takes the version of Node into the base that has it, and into no other', () => {
    expect(baseInputs('node').nodeVersion).toBe(process.versions.node);
    expect(baseInputs('prometheus')).not.toHaveProperty('nodeVersion');
  });

  it.each(bases)('takes the recipe of %s', (base) => {
    expect(Object.keys(baseInputs(base).recipe)).toEqual(
      expect.arrayContaining(['rootfs.sh', `${base}.Dockerfile`]),
    );
  });
});
