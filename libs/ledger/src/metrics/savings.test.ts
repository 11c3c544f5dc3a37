import { changeOf, endAt, startAt } from '../../test/samples.ts';
import type { Deployment, DeploymentStart, ImageUse, StackChange } from '../deployment.ts';
import { reuse } from './reuse.ts';
import { secondsSaved } from './seconds-saved.ts';

const image = (service: string, built: boolean, seconds: number): ImageUse => ({
  service,
  inputTag: 'in-a',
  digest: 'sha256:a',
  built,
  milliseconds: seconds * 1000,
});
const stack = (name: string, ending: string, seconds: number): StackChange =>
  changeOf(name, { ending, milliseconds: seconds * 1000 });
const deployed = (
  seconds: number,
  images: ImageUse[],
  stacks: StackChange[],
  more: Partial<DeploymentStart> = {},
): Deployment => ({ ...startAt(seconds, more), end: endAt(seconds, { images, stacks }) });

describe('reuse', () => {
  it('of nothing is nothing', () => {
    expect(reuse([startAt(1)])).toEqual({
      images: { built: 0, reused: 0 },
      stacks: { changed: 0, unchanged: 0 },
    });
  });

  it('counts images and stacks over all deployments', () => {
    const deployments = [
      deployed(1, [image('web', true, 9), image('api', true, 9)], [stack('web', 'live', 1)]),
      deployed(
        20,
        [image('web', false, 0), image('api', true, 9), image('job', false, 0)],
        [
          ...['failed', 'put back', 'stopped', 'removed'].map((ending) => stack('web', ending, 1)),
          stack('api', 'unchanged', 0),
          stack('job', 'not started', 0),
        ],
      ),
    ];
    expect(reuse(deployments)).toEqual({
      images: { built: 3, reused: 2 },
      stacks: { changed: 5, unchanged: 1 },
    });
  });
});

describe('secondsSaved', () => {
  const now = (images: ImageUse[], stacks: StackChange[]) => deployed(1000, images, stacks);

  it.each<[string, Deployment, Deployment[], number]>([
    ['is nothing of one that is under way', startAt(1000), [deployed(1, [image('web', true, 9)], [])], 0],
    ['is nothing without a history', now([image('web', false, 0)], [stack('web', 'unchanged', 0)]), [], 0],
    [
      'is the build that was not made',
      now([image('web', false, 0)], []),
      [deployed(1, [image('web', true, 9)], [])],
      9,
    ],
    [
      'is less what finding out took',
      now([image('web', false, 2)], []),
      [deployed(1, [image('web', true, 9)], [])],
      7,
    ],
    [
      'is nothing where finding out took longer',
      now([image('web', false, 20)], []),
      [deployed(1, [image('web', true, 9)], [])],
      0,
    ],
    [
      'is nothing of what was built',
      now([image('web', true, 9)], []),
      [deployed(1, [image('web', true, 9)], [])],
      0,
    ],
    [
      'is not the build of another service',
      now([image('web', false, 0)], []),
      [deployed(1, [image('api', true, 9)], [])],
      0,
    ],
    [
      'is what the last build took, not an earlier one, nor a reuse',
      now([image('web', false, 0)], []),
      [
        deployed(50, [image('web', false, 1)], []),
        deployed(1, [image('web', true, 9)], []),
        deployed(20, [image('web', true, 5)], []),
      ],
      5,
    ],
    [
      'is not what was built since',
      now([image('web', false, 0)], []),
      [deployed(2000, [image('web', true, 9)], [])],
      0,
    ],
    [
      'is a build in another environment, too: images are the same in all',
      now([image('web', false, 0)], []),
      [deployed(1, [image('web', true, 9)], [], { environment: 'prod' })],
      9,
    ],
    [
      'is the apply that was not made',
      now([], [stack('web', 'unchanged', 0)]),
      [deployed(1, [], [stack('web', 'live', 30)])],
      30,
    ],
    [
      'is not an apply that failed',
      now([], [stack('web', 'unchanged', 0)]),
      [deployed(1, [], [stack('web', 'failed', 30)])],
      0,
    ],
    [
      'is nothing of what was not started',
      now([], [stack('web', 'not started', 0)]),
      [deployed(1, [], [stack('web', 'live', 30)])],
      0,
    ],
    [
      'is not an apply in another environment',
      now([], [stack('web', 'unchanged', 0)]),
      [deployed(1, [], [stack('web', 'live', 30)], { environment: 'prod' })],
      0,
    ],
    [
      'is the sum of both',
      now([image('web', false, 0)], [stack('web', 'unchanged', 0.5), stack('api', 'live', 3)]),
      [deployed(1, [image('web', true, 9)], [stack('web', 'live', 30), stack('api', 'live', 30)])],
      38.5,
    ],
  ])('%s', (_what, deployment, history, seconds) => {
    expect(secondsSaved(deployment, [...history, deployment])).toBe(seconds);
  });
});
