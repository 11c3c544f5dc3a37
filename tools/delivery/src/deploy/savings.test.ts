import type { Deployment, DeploymentEnd } from '@prod-e/ledger';
import { savings } from './savings.ts';

const deployment = (id: string, endedAt: string, end: Partial<DeploymentEnd>): Deployment => ({
  ...{ id, environment: 'lab', kind: 'deploy', actor: 'ada', commit: 'c'.repeat(40), startedAt: endedAt },
  end: { outcome: 'succeeded', endedAt, stacks: [], images: [], commits: [], ...end },
});
const image = (built: boolean, milliseconds: number) => ({
  ...{ service: 'web', inputTag: 'in-1', digest: 'sha256:1', built, milliseconds },
});
const stack = (ending: string, milliseconds: number) => ({
  name: 'web',
  change: 'update',
  ending,
  milliseconds,
});
const first = deployment('d-1', '2026-01-01T00:00:00.000Z', {
  images: [image(true, 9000)],
  stacks: [stack('live', 3000)],
});

describe('what a deployment did not have to do', () => {
  it('is told with the time that it took when it was last done', () => {
    const second = deployment('d-2', '2026-01-02T00:00:00.000Z', {
      images: [image(false, 500)],
      stacks: [stack('unchanged', 0)],
    });
    expect(savings(second, [first])).toBe(
      '1 of 1 images were there, 1 of 1 stacks were left alone: 11.5 s saved',
    );
  });

  it('is told without a time where none was ever measured', () => {
    const second = deployment('d-2', '2026-01-02T00:00:00.000Z', { images: [image(false, 500)] });
    expect(savings(second, [])).toBe('1 of 1 images were there');
  });

  it('is nothing where all was done', () => {
    expect(savings(first, [])).toBeUndefined();
  });
});
