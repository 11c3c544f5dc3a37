import { awsError } from '@prod-e/testing/scripted-aws';
import {
  definitionArn,
  deployment,
  digest,
  event,
  inProgress,
  missing,
  only,
  serviceArn,
  tasksFailed,
} from '../../test/answers.ts';
import { scriptedEcs, stopScripted } from '../../test/scripted-ecs.ts';
import { wait } from '../../test/wait.ts';

afterEach(stopScripted);

const rollingBack = {
  taskDefinition: definitionArn(1),
  runningCount: 1,
  rolloutState: 'IN_PROGRESS',
  rolloutStateReason: 'ECS deployment circuit breaker: rolling back to deploymentId ecs-svc/1.',
};

describe('a rollout that fails', () => {
  test('is one that the circuit breaker ended', async () => {
    const { ecs } = await scriptedEcs({
      DescribeServices: [only([inProgress(2)]), only([deployment(2, tasksFailed)])],
    });
    const { error, message } = await wait(ecs);
    expect(message).toBe(
      'the rollout of backend failed: ECS deployment circuit breaker: tasks failed to start.',
    );
    expect(error).toMatchObject({ where: serviceArn('backend') });
  });

  test('is one that is being rolled back', async () => {
    const { ecs } = await scriptedEcs({
      DescribeServices: [
        only([inProgress(2), deployment(1, { status: 'ACTIVE' })]),
        only([deployment(3, rollingBack), deployment(2, { ...tasksFailed, status: 'ACTIVE' })]),
      ],
    });
    expect((await wait(ecs)).message).toBe(
      `the rollout of backend was rolled back to ${digest('a')} (backend:1): ` +
        'ECS deployment circuit breaker: tasks failed to start.',
    );
  });

  test('is one whose rollback completed between two looks, of which only an event is left (hashicorp/terraform-provider-aws#20858)', async () => {
    const events = [event('back', 2500, 'rolling back to deployment ecs-svc/1.')];
    const { ecs } = await scriptedEcs({
      DescribeServices: [
        only([inProgress(2)]),
        only([deployment(3, { taskDefinition: definitionArn(1) })], { events }),
      ],
    });
    expect((await wait(ecs)).message).toContain('was rolled back to');
  });

  test('is one that was rolled back before the first look', async () => {
    const { ecs } = await scriptedEcs({
      DescribeServices: only([
        deployment(3, { taskDefinition: definitionArn(1) }),
        deployment(2, { ...tasksFailed, status: 'DRAINING' }),
      ]),
    });
    const { message } = await wait(ecs, { wantedTaskDefinition: definitionArn(2) });
    expect(message).toContain('was rolled back to');
  });

  test('is one that another rollout replaced', async () => {
    const { ecs } = await scriptedEcs({
      DescribeServices: [
        only([inProgress(2)]),
        only([inProgress(3), deployment(2, { status: 'ACTIVE', rolloutState: 'IN_PROGRESS' })]),
      ],
    });
    expect((await wait(ecs)).message).toBe(
      `the rollout of backend was replaced by another meanwhile, which is to run ${digest('c')} (backend:3)`,
    );
  });

  test('is one that completed with another digest', async () => {
    const { ecs, aws } = await scriptedEcs({ DescribeServices: only([deployment(1)]) });
    expect((await wait(ecs)).message).toBe(
      `the rollout of backend completed with ${digest('a')} (backend:1), wanted is ${digest('b')}`,
    );
    expect(aws.count('DescribeServices')).toBe(3);
  });

  test('is one whose task definition has another digest than the wanted one', async () => {
    const { ecs, aws } = await scriptedEcs({ DescribeServices: only([inProgress(1)]) });
    const { message } = await wait(ecs, { wantedTaskDefinition: definitionArn(1) });
    expect(message).toContain(`is on its way to ${digest('a')} (backend:1), wanted is ${digest('b')}`);
    expect(aws.count('DescribeServices')).toBe(1);
  });

  test('is one that does not complete in time; the reason is what ECS said last', async () => {
    const { ecs } = await scriptedEcs({ DescribeServices: only([inProgress(2, 1)]) });
    expect((await wait(ecs, { deadlineSeconds: 0.05 })).message).toBe(
      'the rollout of backend did not complete within 0.05 s: 1 of 2 run. ECS deployment ecs-svc/2 in progress.',
    );
  });

  test('is one of a service that has no primary deployment in time', async () => {
    const { ecs } = await scriptedEcs({ DescribeServices: only([deployment(2, { status: 'ACTIVE' })]) });
    expect((await wait(ecs, { deadlineSeconds: 0 })).message).toContain('it has no primary deployment');
  });

  test('is one whose service vanished', async () => {
    const { ecs } = await scriptedEcs({ DescribeServices: [only([inProgress(2)]), missing] });
    expect(await wait(ecs)).toMatchObject({
      message: 'backend is gone',
      error: { where: serviceArn('backend') },
    });
  });

  test('is one whose service is being deleted', async () => {
    const { ecs } = await scriptedEcs({
      DescribeServices: only([deployment(2)], { status: 'DRAINING' }),
    });
    expect((await wait(ecs)).message).toBe('backend is being deleted');
  });

  test('is one that may not be looked at', async () => {
    const { ecs, aws } = await scriptedEcs({
      DescribeServices: awsError('AccessDeniedException', 'User: deployer is not authorized'),
    });
    expect((await wait(ecs)).message).toBe('AccessDeniedException: User: deployer is not authorized');
    expect(aws.count('DescribeServices')).toBe(1);
  });
});
