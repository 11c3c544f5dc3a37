import { setTimeout as sleep } from 'node:timers/promises';
import { UserError } from '@prod-e/errors';
import { awsError, silence } from '@prod-e/testing/scripted-aws';
import { deployment, event, inProgress, only } from '../../test/answers.ts';
import { scriptedEcs, stopScripted } from '../../test/scripted-ecs.ts';
import { wait } from '../../test/wait.ts';
import { createEcs } from '../index.ts';

afterEach(stopScripted);

describe('a rollout that succeeds', () => {
  test('is done when its deployment is completed, all of it runs, and runs the wanted digest', async () => {
    const { ecs, aws } = await scriptedEcs({ DescribeServices: only([deployment(2)]) });
    expect((await wait(ecs)).error).toBeUndefined();
    expect(aws.count('DescribeServices')).toBe(1);
  });

  test('is waited for while it is in progress, at the interval that was asked for', async () => {
    const { ecs, pauses } = await scriptedEcs({
      DescribeServices: [only([inProgress(2)]), only([inProgress(2, 1)]), only([deployment(2)])],
    });
    expect((await wait(ecs, { pollSeconds: 7 })).error).toBeUndefined();
    expect(pauses).toEqual([7000, 7000]);
  });

  test('is not done before all of it runs', async () => {
    const { ecs, aws } = await scriptedEcs({
      DescribeServices: [
        only([deployment(2, { runningCount: 1 })], { runningCount: 1 }),
        only([deployment(2), deployment(1, { status: 'DRAINING' })], { runningCount: 3 }),
        only([deployment(2)]),
      ],
    });
    expect((await wait(ecs)).error).toBeUndefined();
    expect(aws.count('DescribeServices')).toBe(3);
  });

  test('tells each event since its deployment began once, in the order of time', async () => {
    const before = event('before', 1900, 'has reached a steady state.');
    const started = event('started', 2001, 'has started 2 tasks: (task 1) (task 2).');
    const stopped = event('stopped', 2002, 'has stopped 2 running tasks: (task 3) (task 4).');
    const steady = event('steady', 2003, 'has reached a steady state.');
    const { ecs } = await scriptedEcs({
      DescribeServices: [
        only([inProgress(2)], { events: [started, before] }),
        only([inProgress(2, 2)], { events: [started, before] }),
        only([deployment(2)], { events: [steady, stopped, started, before] }),
      ],
    });
    expect((await wait(ecs)).lines).toEqual([
      '(service backend) has started 2 tasks: (task 1) (task 2).',
      '(service backend) has stopped 2 running tasks: (task 3) (task 4).',
      '(service backend) has reached a steady state.',
    ]);
  });

  test('may be seen only by the second look', async () => {
    const { ecs } = await scriptedEcs({
      DescribeServices: [only([deployment(1)]), only([deployment(2)])],
    });
    expect((await wait(ecs)).error).toBeUndefined();
  });

  test('goes on while AWS throttles', async () => {
    const throttled = awsError('ThrottlingException', 'Rate exceeded');
    const { ecs, aws } = await scriptedEcs({
      DescribeServices: [throttled, throttled, throttled, throttled, only([deployment(2)])],
    });
    expect((await wait(ecs)).error).toBeUndefined();
    expect(aws.count('DescribeServices')).toBe(5);
  });
});

describe('an abort', () => {
  test('ends a request that is under way', async () => {
    const { ecs, aws } = await scriptedEcs({ DescribeServices: silence });
    const controller = new AbortController();
    const ended = wait(ecs, { signal: controller.signal });
    await aws.asked('DescribeServices');
    const reason = new Error('interrupted');
    controller.abort(reason);
    expect((await ended).error).toBe(reason);
  });

  test('while AWS answers tells nothing of that answer', async () => {
    const controller = new AbortController();
    const { ecs } = await scriptedEcs({
      DescribeServices: () => {
        controller.abort(new Error('interrupted'));
        return only([inProgress(2)], { events: [event('started', 2001, 'has started 2 tasks.')] });
      },
    });
    const { error, lines } = await wait(ecs, { signal: controller.signal });
    expect(error).toBe(controller.signal.reason);
    expect(lines).toEqual([]);
  });

  test('ends a pause', async () => {
    const { aws } = await scriptedEcs({ DescribeServices: only([inProgress(2)]) });
    const { endpoint, region } = aws;
    const controller = new AbortController();
    const ended = wait(createEcs({ cluster: 'dev', region, endpoint, pollSeconds: 15 }), {
      signal: controller.signal,
    });
    await aws.asked('ListTasks');
    await sleep(100);
    controller.abort();
    expect((await ended).error).toBe(controller.signal.reason);
    expect(aws.count('DescribeServices')).toBe(1);
  });

  test('that came before asks AWS nothing', async () => {
    const { ecs, aws } = await scriptedEcs({});
    expect((await wait(ecs, { signal: AbortSignal.abort() })).error).toMatchObject({ name: 'AbortError' });
    expect(aws.calls).toEqual([]);
  });
});

test.each([4, 16, Number.NaN])('refuses to look every %d s', async (pollSeconds) => {
  const { ecs } = await scriptedEcs({});
  expect((await wait(ecs, { pollSeconds })).error).toMatchObject({
    message: `pollSeconds is ${pollSeconds}`,
    exit: 2,
  });
  await expect(scriptedEcs({}, { pollSeconds })).rejects.toThrow(UserError);
});
