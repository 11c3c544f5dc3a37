import { oneJob, saidOf } from '../../test/workflows.ts';
import { runs } from './runs.ts';

const [endInTime, newestOnly, oneAfterTheOther] = runs;
const deploy = 'steps:\n  - run: npx nx affected -t deploy';
const group = (cancel: string): string => `concurrency:\n  group: dev\n  cancel-in-progress: ${cancel}`;
const on = (trigger: string, top = ''): string => `on: ${trigger}\n${top}\njobs: {}\n`;

describe('a job', () => {
  it('has a time limit, or calls a workflow whose jobs have', () => {
    expect(saidOf(endInTime, oneJob('timeout-minutes: 20'))).toEqual([]);
    expect(saidOf(endInTime, oneJob('uses: ./.github/workflows/b.yml'))).toEqual([]);
    expect(saidOf(endInTime, oneJob('runs-on: ubuntu-24.04'))).toEqual(['x: it could hang for six hours']);
  });
});

describe('a run of a pull request', () => {
  it.each(['true', "${{ github.event_name == 'pull_request' }}"])(
    'is cancelled by the next: %s',
    (cancel) => {
      expect(saidOf(newestOnly, on('pull_request', group(cancel)))).toEqual([]);
    },
  );

  it.each(['', 'concurrency: ci', group('false'), group("${{ github.event_name != 'pull_request' }}")])(
    'is refused where it would not be: %s',
    (top) => {
      expect(saidOf(newestOnly, on('[push, pull_request]', top))).toEqual(['runs of a pull request pile up']);
    },
  );

  it('is none of what a push starts', () => {
    expect(saidOf(newestOnly, on('push'))).toEqual([]);
  });
});

describe('a deployment', () => {
  it.each([
    ['its workflow waits', oneJob(deploy, group('false'))],
    ['its workflow waits, in a word', oneJob(deploy, 'concurrency: dev')],
    ['its job waits', oneJob(`${group('false')}\n${deploy}`)],
    ['nothing is deployed', oneJob('steps:\n  - run: npx nx affected -t test')],
  ])('is let pass where %s', (_why, workflow) => {
    expect(saidOf(oneAfterTheOther, workflow)).toEqual([]);
  });

  it.each([
    ['nothing waits', oneJob(deploy)],
    ['its workflow cancels', oneJob(deploy, group('true'))],
    ['its workflow cancels, though its job waits', oneJob(`${group('false')}\n${deploy}`, group('true'))],
    ['it might cancel', oneJob(deploy, group("${{ github.event_name == 'push' }}"))],
  ])('is refused where %s', (_why, workflow) => {
    expect(saidOf(oneAfterTheOther, workflow)).toEqual([
      'x: it deploys, and another run could start beside it or cancel it',
    ]);
  });

  it('may wait in the workflow that is called, which is not accused by itself', () => {
    const called = (top: string): string => oneJob(deploy, top).replace('on: push', 'on: workflow_call');
    const caller = oneJob('uses: ./.github/workflows/b.yml');
    expect(saidOf(oneAfterTheOther, { 'a.yml': caller, 'b.yml': called(group('false')) })).toEqual([]);
    expect(saidOf(oneAfterTheOther, { 'a.yml': caller, 'b.yml': called('') })).toHaveLength(1);
    expect(saidOf(oneAfterTheOther, { 'b.yml': called('') })).toEqual([]);
  });
});
