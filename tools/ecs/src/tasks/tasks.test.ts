import { awsError } from '@prod-e/testing/scripted-aws';
import { began, definitionArn, taskArn } from '../../test/answers.ts';
import { scriptedEcs, stopScripted } from '../../test/scripted-ecs.ts';

afterEach(stopScripted);

const task = (id: string, rest: object = {}): object => ({
  taskArn: taskArn(id),
  taskDefinitionArn: definitionArn(1),
  lastStatus: 'RUNNING',
  createdAt: began,
  ...rest,
});

const ip = (value: string): object => ({
  attachments: [
    {
      type: 'ElasticNetworkInterface',
      details: [
        { name: 'subnetId', value: 'subnet-1' },
        { name: 'privateIPv4Address', value },
      ],
    },
  ],
});

describe('addresses', () => {
  test('are those of the running tasks: of their network interface, else of a container', async () => {
    const { ecs, aws } = await scriptedEcs({
      ListTasks: { taskArns: ['eni', 'container', 'none', 'starting'].map(taskArn) },
      DescribeTasks: {
        tasks: [
          task('eni', ip('10.0.0.1')),
          task('container', {
            containers: [{}, { networkInterfaces: [{ privateIpv4Address: '10.0.0.2' }] }],
          }),
          task('none'),
          task('starting', { ...ip('10.0.0.3'), lastStatus: 'PENDING' }),
        ],
      },
    });
    expect(await ecs.addresses('backend')).toEqual([
      { ip: '10.0.0.1', taskArn: taskArn('eni') },
      { ip: '10.0.0.2', taskArn: taskArn('container') },
    ]);
    expect(aws.calls[0]?.input).toEqual({ cluster: 'dev', serviceName: 'backend', desiredStatus: 'RUNNING' });
  });

  test('are of all tasks, which AWS lists and describes a hundred at a time', async () => {
    const ids = Array.from({ length: 150 }, (_, index) => `t${index}`);
    const { ecs, aws } = await scriptedEcs({
      ListTasks: ({ nextToken }) =>
        nextToken === 'more'
          ? { taskArns: ids.slice(100).map(taskArn) }
          : { taskArns: ids.slice(0, 100).map(taskArn), nextToken: 'more' },
      DescribeTasks: ({ tasks }) => ({
        tasks: (tasks as string[]).map((arn) => ({ taskArn: arn, lastStatus: 'RUNNING', ...ip('10.0.0.1') })),
      }),
    });
    expect((await ecs.addresses('backend')).map(({ taskArn: arn }) => arn)).toEqual(ids.map(taskArn));
    expect(aws.count('DescribeTasks')).toBe(2);
  });

  test('of a service without tasks are none', async () => {
    const { ecs } = await scriptedEcs({});
    expect(await ecs.addresses('backend')).toEqual([]);
  });
});

describe('logs', () => {
  const tasks = {
    ListTasks: ({ desiredStatus }: Record<string, unknown>) => ({
      taskArns: [taskArn(desiredStatus === 'RUNNING' ? 'old' : 'new')],
    }),
    DescribeTasks: { tasks: [task('old'), task('new', { createdAt: began + 1, lastStatus: 'STOPPED' })] },
  };

  test('are those of the newest task, though it stopped', async () => {
    const { ecs, aws } = await scriptedEcs({
      ...tasks,
      GetLogEvents: { events: [{ message: 'one' }, { message: 'two\n' }, { message: 'three\nfour' }] },
    });
    expect(await ecs.logs('backend', 3)).toBe('two\nthree\nfour');
    expect(aws.calls.at(-1)?.input).toEqual({
      logGroupName: '/dev/backend',
      logStreamName: 'backend/app/new',
      limit: 3,
      startFromHead: false,
    });
  });

  test('are those of the one before when the newest has not logged yet', async () => {
    const { ecs } = await scriptedEcs({
      ...tasks,
      GetLogEvents: ({ logStreamName }) =>
        logStreamName === 'backend/app/old'
          ? { events: [{ message: 'listening' }] }
          : awsError('ResourceNotFoundException', 'The specified log stream does not exist.'),
    });
    expect(await ecs.logs('backend', 10)).toBe('listening');
  });

  test('are empty when no task logs to CloudWatch', async () => {
    const { ecs } = await scriptedEcs({
      ...tasks,
      DescribeTaskDefinition: {
        taskDefinition: {
          containerDefinitions: [
            { name: 'app', logConfiguration: { logDriver: 'json-file' } },
            {
              name: 'unnamed',
              logConfiguration: { logDriver: 'awslogs', options: { 'awslogs-group': '/dev' } },
            },
            { name: 'silent' },
          ],
        },
      },
    });
    expect(await ecs.logs('backend', 10)).toBe('');
  });

  test('that may not be read are an error', async () => {
    const { ecs } = await scriptedEcs({
      ...tasks,
      GetLogEvents: awsError('AccessDeniedException', 'not authorized'),
    });
    await expect(ecs.logs('backend', 10)).rejects.toThrow('AccessDeniedException: not authorized');
  });
});
