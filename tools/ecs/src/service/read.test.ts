import { UserError } from '@prod-e/errors';
import { awsError } from '@prod-e/testing/scripted-aws';
import {
  account,
  definitionArn,
  deployment,
  describeTaskDefinition,
  digest,
  inProgress,
  missing,
  only,
  service,
  serviceArn,
} from '../../test/answers.ts';
import { scriptedEcs, stopScripted } from '../../test/scripted-ecs.ts';

afterEach(stopScripted);

const cluster = {
  clusters: [{ clusterName: 'dev', status: 'ACTIVE', tags: [{ key: 'prod-e.stack', value: 'h1' }] }],
  failures: [],
};

test('a service is read with its tags, its digest, its settings, and how its rollout stands', async () => {
  const { ecs, aws } = await scriptedEcs({
    DescribeClusters: cluster,
    DescribeServices: only([inProgress(2, 1), deployment(1, { status: 'ACTIVE' })], {
      runningCount: 3,
      pendingCount: 1,
      tags: [{ key: 'prod-e.stack', value: 'h2' }, { key: 'empty' }],
    }),
  });
  const image = `111122223333.dkr.ecr.eu-central-1.amazonaws.com/backend@${digest('b')}`;
  expect(await ecs.read({ services: ['backend'], known: new Map() })).toEqual({
    cluster: { status: 'ACTIVE', tags: { 'prod-e.stack': 'h1' } },
    services: [
      {
        name: 'backend',
        arn: serviceArn('backend'),
        status: 'ACTIVE',
        tags: { 'prod-e.stack': 'h2', empty: '' },
        taskDefinition: definitionArn(2),
        image,
        digest: digest('b'),
        settings: { image, desiredCount: '2', launchType: 'FARGATE', taskDefinition: definitionArn(2) },
        desired: 2,
        running: 3,
        pending: 1,
        rollout: 'in progress',
        rolledBack: false,
        reason: 'ECS deployment ecs-svc/2 in progress.',
      },
    ],
  });
  expect(aws.calls.map(({ input }) => input['include'])).toEqual([['TAGS'], ['TAGS'], undefined]);
});

test('a known task definition is not asked for; its digest is what was recorded', async () => {
  const { ecs, aws } = await scriptedEcs({
    DescribeClusters: cluster,
    DescribeServices: only([deployment(2)]),
  });
  const known = new Map([[definitionArn(2), digest('e')]]);
  const { services } = await ecs.read({ services: ['backend'], known });
  expect(services).toMatchObject([
    {
      digest: digest('e'),
      settings: { desiredCount: '2', launchType: 'FARGATE', taskDefinition: definitionArn(2) },
    },
  ]);
  expect(services[0]).not.toHaveProperty('image');
  expect(aws.count('DescribeTaskDefinition')).toBe(0);
});

test('an image that is not pinned has no digest', async () => {
  const { ecs } = await scriptedEcs({
    DescribeServices: only([deployment(1)]),
    DescribeTaskDefinition: {
      taskDefinition: { containerDefinitions: [{ name: 'app', image: 'backend:latest' }] },
    },
  });
  const live = await ecs.inspect('backend');
  expect(live).toMatchObject({ image: 'backend:latest' });
  expect(live).not.toHaveProperty('digest');
});

test('what is missing or was deleted is left out; what is being deleted is not', async () => {
  const { ecs } = await scriptedEcs({
    DescribeClusters: cluster,
    DescribeServices: {
      services: [
        service([deployment(1)], { serviceName: 'deleted', status: 'INACTIVE' }),
        service([deployment(1)], { serviceName: 'ending', status: 'DRAINING' }),
      ],
      failures: missing.failures,
    },
  });
  const { services } = await ecs.read({ services: ['backend', 'deleted', 'ending'], known: new Map() });
  expect(services).toMatchObject([{ name: 'ending', status: 'DRAINING' }]);
  expect(await (await scriptedEcs({ DescribeServices: missing })).ecs.inspect('backend')).toBeUndefined();
});

test('without its cluster nothing is live', async () => {
  const { ecs } = await scriptedEcs({
    DescribeClusters: { clusters: [], failures: [{ arn: `${account}:cluster/dev`, reason: 'MISSING' }] },
    DescribeServices: awsError('ClusterNotFoundException', 'Cluster not found.'),
  });
  expect(await ecs.read({ services: ['backend'], known: new Map() })).toEqual({ services: [] });
});

test('a failure that is not about something missing is an error', async () => {
  const { ecs } = await scriptedEcs({
    DescribeServices: { services: [], failures: [{ arn: serviceArn('backend'), reason: 'ACCESS_DENIED' }] },
  });
  await expect(ecs.inspect('backend')).rejects.toThrow(
    new UserError('ECS does not say what it has: ACCESS_DENIED', { where: serviceArn('backend') }),
  );
});

test('a task definition that could not be read is asked for again', async () => {
  const { ecs } = await scriptedEcs({
    DescribeServices: only([deployment(1)]),
    DescribeTaskDefinition: [
      awsError('ClientException', 'not now'),
      describeTaskDefinition({ taskDefinition: definitionArn(1) }),
    ],
  });
  await expect(ecs.inspect('backend')).rejects.toThrow('ClientException: not now');
  expect(await ecs.inspect('backend')).toMatchObject({ digest: digest('a') });
});
