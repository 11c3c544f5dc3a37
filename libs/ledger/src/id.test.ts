import { newDeploymentId, releaseOf } from './index.ts';

describe('newDeploymentId', () => {
  it('says when the deployment started', () => {
    expect(newDeploymentId(new Date('2026-11-24T08:15:30.123Z'))).toMatch(
      /^d-20261124T081530123Z-[0-9a-f]{4}$/,
    );
  });

  it('sorts by that time', () => {
    const times = [1, 999, 1000, 60_000, 10 ** 12].map((time) => newDeploymentId(new Date(time)));
    expect([...times].sort()).toEqual(times);
  });
});

describe('releaseOf', () => {
  it('is the same release for the same stacks, whatever their order and images', () => {
    const one = releaseOf({ web: { stackHash: 'a', digest: 'sha256:1' }, api: { stackHash: 'b' } });
    const other = releaseOf({ api: { stackHash: 'b' }, web: { stackHash: 'a' } });
    expect(one.id).toMatch(/^r-[0-9a-f]{12}$/);
    expect(other.id).toBe(one.id);
  });

  it('is another for another stack', () => {
    const ids = [
      {},
      { web: { stackHash: 'a' } },
      { web: { stackHash: 'b' } },
      { api: { stackHash: 'a' } },
    ].map((stacks) => releaseOf(stacks).id);
    expect(new Set(ids).size).toBe(4);
  });
});
