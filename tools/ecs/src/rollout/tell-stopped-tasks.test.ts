import { awsError } from '@prod-e/testing/scripted-aws';
import {
  began,
  definitionArn,
  deployment,
  inProgress,
  only,
  tasksFailed,
  taskArn,
} from '../../test/answers.ts';
import { scriptedEcs, stopScripted } from '../../test/scripted-ecs.ts';
import { wait } from '../../test/wait.ts';

afterEach(stopScripted);

const stopped = (id: string, seconds: number, rest: object = {}): object => ({
  taskArn: taskArn(id),
  taskDefinitionArn: definitionArn(2),
  startedBy: 'ecs-svc/2',
  lastStatus: 'STOPPED',
  createdAt: began + 2000,
  stoppingAt: began + 2000 + seconds,
  stopCode: 'EssentialContainerExited',
  stoppedReason: 'Essential container in task exited',
  containers: [{ name: 'app', exitCode: 1 }],
  ...rest,
});

const cannotPull = {
  stopCode: 'TaskFailedToStart',
  stoppedReason: 'CannotPullContainerError: pull image manifest has been retried 5 time(s)',
  containers: [{ name: 'app', reason: 'CannotPullContainerError' }],
};

/** DescribeTasks over these. */
const described =
  (...tasks: object[]) =>
  ({ tasks: asked }: Record<string, unknown>): object => ({
    tasks: tasks.filter((task) => (asked as unknown[]).includes((task as { taskArn: string }).taskArn)),
  });

const failing = [only([inProgress(2)]), only([inProgress(2)]), only([deployment(2, tasksFailed)])];

test('tells each stopped task once, in the order of time, with its exit codes and last log lines', async () => {
  const { ecs, aws } = await scriptedEcs({
    DescribeServices: failing,
    ListTasks: [{ taskArns: [taskArn('a1')] }, { taskArns: [taskArn('c3'), taskArn('b2'), taskArn('a1')] }],
    DescribeTasks: described(stopped('c3', 30, cannotPull), stopped('b2', 20), stopped('a1', 10)),
    GetLogEvents: ({ logStreamName }) =>
      logStreamName === 'backend/app/a1'
        ? {
            events: [
              { message: '\u001b[31mno DATABASE_URL\u001b[0m\n' },
              { message: '' },
              { message: 'bye' },
            ],
          }
        : awsError('ResourceNotFoundException', 'The specified log stream does not exist.'),
  });
  const { lines, message } = await wait(ecs);
  expect(lines).toEqual([
    'task a1 stopped: Essential container in task exited (EssentialContainerExited)',
    '  container app exited with 1',
    '    no DATABASE_URL',
    '    bye',
    'task b2 stopped: Essential container in task exited (EssentialContainerExited)',
    '  container app exited with 1',
    `task c3 stopped: ${cannotPull.stoppedReason} (TaskFailedToStart)`,
    '  container app did not start: CannotPullContainerError',
  ]);
  expect(message).toBe(
    'the rollout of backend failed: ECS deployment circuit breaker: tasks failed to start; the last task stopped: ' +
      `${cannotPull.stoppedReason}; app did not start: CannotPullContainerError`,
  );
  expect(aws.calls.find(({ operation }) => operation === 'GetLogEvents')?.input).toMatchObject({
    logGroupName: '/dev/backend',
    limit: 10,
  });
});

test('tells of many only the first in full, and how many stopped after them', async () => {
  const ids = ['a', 'b', 'c', 'd', 'e'];
  const { ecs, aws } = await scriptedEcs({
    DescribeServices: failing,
    ListTasks: [{ taskArns: ids.slice(0, 2).map(taskArn) }, { taskArns: ids.map(taskArn) }],
    DescribeTasks: described(...ids.map((id, index) => stopped(id, index))),
    GetLogEvents: { events: [] },
  });
  const { lines } = await wait(ecs);
  expect(lines.filter((line) => line.startsWith('task'))).toHaveLength(3);
  expect(lines.at(-1)).toBe(
    '2 more stopped, the last: Essential container in task exited; app exited with 1',
  );
  expect(aws.count('GetLogEvents')).toBe(3);
});

describe('a deployment that ECS calls completed', () => {
  const noneRuns = only([deployment(2, { runningCount: 0 })], { runningCount: 0 });
  const tasks = (...stops: object[]) => ({
    DescribeServices: [noneRuns, noneRuns, only([deployment(2)])],
    ListTasks: { taskArns: ['a', 'b', 'c'].map(taskArn) },
    DescribeTasks: described(...stops),
    GetLogEvents: { events: [] },
  });

  test('is none when its tasks end again and again', async () => {
    const { ecs } = await scriptedEcs(tasks(stopped('a', 1), stopped('b', 2, cannotPull), stopped('c', 3)));
    expect((await wait(ecs)).message).toMatch(
      /^the rollout of backend completed as ECS says, but its tasks end again and again; the last task stopped: /,
    );
  });

  test('is waited for while it gets other tasks in the place of those that were told to stop', async () => {
    const scaling = { stopCode: 'ServiceSchedulerInitiated' };
    const { ecs } = await scriptedEcs(
      tasks(...['a', 'b', 'c'].map((id, index) => stopped(id, index, scaling))),
    );
    expect((await wait(ecs)).error).toBeUndefined();
  });
});

test('tells no task of another deployment, and none that has not ended yet', async () => {
  const { ecs } = await scriptedEcs({
    DescribeServices: failing,
    ListTasks: { taskArns: [taskArn('old'), taskArn('ending')] },
    DescribeTasks: described(
      stopped('old', 10, { startedBy: 'ecs-svc/1' }),
      stopped('ending', 20, { lastStatus: 'STOPPING' }),
    ),
  });
  expect((await wait(ecs)).lines).toEqual([]);
});

test('tells of a task that says not by which deployment it was started when it is no older than that', async () => {
  const { ecs } = await scriptedEcs({
    DescribeServices: failing,
    ListTasks: { taskArns: [taskArn('new'), taskArn('old')] },
    DescribeTasks: described(
      stopped('new', 10, { startedBy: 'backend', stoppedReason: '' }),
      stopped('old', 10, { startedBy: 'backend', createdAt: began }),
    ),
    GetLogEvents: { events: [] },
  });
  expect((await wait(ecs)).lines).toEqual([
    'task new stopped: ECS gives no reason (EssentialContainerExited)',
    '  container app exited with 1',
  ]);
});

test('says once that it may not see them, and goes on', async () => {
  const { ecs } = await scriptedEcs({
    DescribeServices: [only([inProgress(2)]), only([inProgress(2)]), only([deployment(2)])],
    ListTasks: awsError('AccessDeniedException', 'not authorized to perform: ecs:ListTasks'),
  });
  expect(await wait(ecs)).toMatchObject({
    error: undefined,
    lines: [
      'why tasks stopped is not known: AccessDeniedException: not authorized to perform: ecs:ListTasks',
    ],
  });
});

test('asks again at the next look when AWS has a fault', async () => {
  const fault = awsError('ServerException', 'Service unavailable', 500);
  const { ecs } = await scriptedEcs({
    DescribeServices: failing,
    ListTasks: [fault, fault, fault, { taskArns: [taskArn('a1')] }],
    DescribeTasks: described(stopped('a1', 10)),
    GetLogEvents: { events: [] },
  });
  expect((await wait(ecs)).lines).toHaveLength(2);
});
