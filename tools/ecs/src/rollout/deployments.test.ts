import { definitionArn, deployment, inProgress, service, tasksFailed } from '../../test/answers.ts';
import { rolloutOf } from './deployments.ts';

const of = (deployments: object[], rest?: Record<string, unknown>) => rolloutOf(service(deployments, rest));

const failed2 = deployment(2, { ...tasksFailed, status: 'ACTIVE' });
const breaker = 'ECS deployment circuit breaker: rolling back to deploymentId ecs-svc/1.';

test.each([
  ['completed', [deployment(2)]],
  ['in progress', [inProgress(2), deployment(1, { status: 'ACTIVE' })]],
  ['failed', [deployment(2, tasksFailed)]],
  ['in progress', [deployment(2, { status: 'ACTIVE' })]],
] as const)('is %s as the primary deployment says', (rollout, deployments) => {
  expect(of([...deployments], { runningCount: 1 })).toMatchObject({ rollout, rolledBack: false });
});

test.each([
  ['completed', 2],
  ['in progress', 1],
] as const)('is %s without a word of ECS when %d of 2 run', (rollout, runningCount) => {
  const silent = deployment(2, { rolloutState: undefined, rolloutStateReason: undefined });
  expect(of([silent], { runningCount })).toEqual({ rollout, rolledBack: false, reason: '' });
});

test.each([
  [
    'its reason says so',
    [deployment(3, { taskDefinition: definitionArn(1), rolloutStateReason: breaker })],
    breaker,
  ],
  [
    'a newer task definition failed beside it, whose reason it gives',
    [deployment(3, { taskDefinition: definitionArn(1) }), failed2],
    tasksFailed.rolloutStateReason,
  ],
])('is rolled back when %s', (_, deployments, reason) => {
  expect(of(deployments)).toEqual({ rollout: 'completed', rolledBack: true, reason });
});

test.each([
  ['what failed is older', [deployment(3), failed2]],
  [
    'what failed is of another family',
    [
      deployment(1),
      deployment(2, { ...tasksFailed, status: 'ACTIVE', taskDefinition: definitionArn(2, 'other') }),
    ],
  ],
  ['nothing failed', [deployment(3), deployment(2, { status: 'DRAINING' })]],
])('is not rolled back when %s', (_, deployments) => {
  expect(of(deployments).rolledBack).toBe(false);
});
