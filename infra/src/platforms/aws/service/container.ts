import { traitsOf } from './bases.ts';
import { variablesOf, type ServiceProps } from './props.ts';
import { commandOf } from './remote-write.ts';
import { secretsOf } from './secrets.ts';
import { stopTimeout } from './stop-timeout.ts';

/** The user of the base images. */
export const user = 65532;

/** Name of the volume of a service that keeps data. */
export const dataVolumeName = 'data';

/** The one container of a task, as ECS takes it. */
export function containerDefinition(props: ServiceProps, logGroup: string): object {
  const { environment, service, release } = props;
  const { name, port, dataPath } = service.definition;
  const variables = variablesOf(props);
  const command = commandOf(props);
  return {
    name,
    image: release.image,
    essential: true,
    ...(command.length > 0 && { command }),
    user: `${user}:${user}`,
    readonlyRootFilesystem: true,
    linuxParameters: { initProcessEnabled: true, capabilities: { drop: ['ALL'] } },
    portMappings: [{ containerPort: port, hostPort: port, protocol: 'tcp' }],
    environment: Object.entries(variables).map(([variable, value]) => ({
      name: variable,
      value: literal(value),
    })),
    secrets: secretsOf(environment, service.definition),
    mountPoints: dataPath ? [{ sourceVolume: dataVolumeName, containerPath: dataPath, readOnly: false }] : [],
    healthCheck: {
      command: ['CMD', ...traitsOf(service.definition).healthCommand],
      ...{ interval: 10, timeout: 5, retries: 3, startPeriod: 30 },
    },
    stopTimeout: stopTimeout(variables, name),
    logConfiguration: {
      logDriver: 'awslogs',
      options: {
        'awslogs-group': logGroup,
        'awslogs-region': environment.region,
        'awslogs-stream-prefix': 'ecs',
        // Better a line lost than a service that waits for CloudWatch.
        mode: 'non-blocking',
        'max-buffer-size': '4m',
      },
    },
  };
}

/** Terraform must not take a value for one of its own expressions. */
const literal = (value: string): string => value.replaceAll(/[$%](?=\{)/g, '$&$&');
