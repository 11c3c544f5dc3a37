/** ECS's answers as AWS documents them. Times are epoch seconds, as AWS JSON 1.1 has them. */

export const account = 'arn:aws:ecs:eu-central-1:111122223333';
export const began = 1_770_000_000;

export const digest = (letter: string): string => `sha256:${letter.repeat(64)}`;
export const definitionArn = (revision: number, family = 'backend'): string =>
  `${account}:task-definition/${family}:${revision}`;
export const serviceArn = (name: string): string => `${account}:service/dev/${name}`;
export const taskArn = (id: string): string => `${account}:task/dev/${id}`;

/** An answer to DescribeTaskDefinition: revision 1 runs digest a…, 2 runs b…, 3 runs c… */
export function describeTaskDefinition({ taskDefinition }: Record<string, unknown>): object {
  const arn = String(taskDefinition);
  const letter = 'xabcdef'[Number(arn.split(':').pop())] ?? 'f';
  const awslogs = {
    'awslogs-group': '/dev/backend',
    'awslogs-stream-prefix': 'backend',
    'awslogs-region': 'eu-central-1',
  };
  return {
    taskDefinition: {
      taskDefinitionArn: arn,
      containerDefinitions: [
        {
          name: 'app',
          image: `111122223333.dkr.ecr.eu-central-1.amazonaws.com/backend@${digest(letter)}`,
          essential: true,
          logConfiguration: { logDriver: 'awslogs', options: awslogs },
        },
      ],
    },
  };
}

/** A deployment by its id's last part, such as `1`, which is of that revision unless told. */
export function deployment(id: number, rest: Record<string, unknown> = {}): Record<string, unknown> {
  return {
    id: `ecs-svc/${id}`,
    status: 'PRIMARY',
    taskDefinition: definitionArn(id),
    desiredCount: 2,
    runningCount: 2,
    pendingCount: 0,
    failedTasks: 0,
    createdAt: began + id * 1000,
    rolloutState: 'COMPLETED',
    rolloutStateReason: `ECS deployment ecs-svc/${id} completed.`,
    ...rest,
  };
}

export const inProgress = (id: number, runningCount = 0): Record<string, unknown> =>
  deployment(id, {
    runningCount,
    rolloutState: 'IN_PROGRESS',
    rolloutStateReason: `ECS deployment ecs-svc/${id} in progress.`,
  });

export const tasksFailed = {
  rolloutState: 'FAILED',
  rolloutStateReason: 'ECS deployment circuit breaker: tasks failed to start.',
  runningCount: 0,
};

/** A service by its deployments, the primary one first. */
export function service(deployments: object[], rest: Record<string, unknown> = {}): Record<string, unknown> {
  const [primary] = deployments as [Record<string, unknown>];
  return {
    serviceName: 'backend',
    serviceArn: serviceArn('backend'),
    status: 'ACTIVE',
    taskDefinition: primary['taskDefinition'],
    desiredCount: 2,
    runningCount: 2,
    pendingCount: 0,
    launchType: 'FARGATE',
    deployments,
    events: [],
    ...rest,
  };
}

/** An answer to DescribeServices that has this one. */
export const only = (deployments: object[], rest?: Record<string, unknown>): object => ({
  services: [service(deployments, rest)],
  failures: [],
});

export const missing = {
  services: [],
  failures: [{ arn: serviceArn('backend'), reason: 'MISSING' }],
};

export const event = (id: string, seconds: number, message: string): object => ({
  id,
  createdAt: began + seconds,
  message: `(service backend) ${message}`,
});
