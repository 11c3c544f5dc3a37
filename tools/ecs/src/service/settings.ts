import type { ContainerDefinition, Service, TaskDefinition } from '@aws-sdk/client-ecs';
import { mainContainer } from './task-definitions.ts';

export type Settings = Record<string, string>;

/** What a service itself says: `desiredCount`, `launchType`, `taskDefinition`. */
export function serviceSettings(service: Service): Settings {
  const { desiredCount, launchType, capacityProviderStrategy = [], taskDefinition } = service;
  const providers = capacityProviderStrategy.map(({ capacityProvider }) => capacityProvider).join(', ');
  return given({
    desiredCount,
    launchType: launchType ?? providers,
    taskDefinition,
  });
}

/**
 * A task definition, flat: `cpu`, `memory`, and of its main container `image`, `environment.NAME`, `secrets.NAME` (where
 * the secret is, never what it is) and so on. A container beside that one is below `containers.<name>.`.
 */
export function definitionSettings(definition: TaskDefinition): Settings {
  const main = mainContainer(definition);
  const { containerDefinitions = [], cpu, memory, networkMode, taskRoleArn, executionRoleArn } = definition;
  const beside = containerDefinitions
    .filter((container) => container !== main)
    .map((container) => containerSettings(container, `containers.${container.name ?? ''}.`));
  return Object.assign(
    containerSettings(main),
    given({
      cpu: cpu ?? main.cpu,
      memory: memory ?? main.memory,
      networkMode,
      taskRole: taskRoleArn,
      executionRole: executionRoleArn,
    }),
    ...beside,
  ) as Settings;
}

function containerSettings(container: ContainerDefinition, prefix = ''): Settings {
  const { environment = [], secrets = [], portMappings = [] } = container;
  const ports = portMappings.map(
    ({ containerPort, protocol }) => `${containerPort ?? '?'}/${protocol ?? 'tcp'}`,
  );
  const settings = given({
    image: container.image,
    user: container.user,
    readonlyRootFilesystem: container.readonlyRootFilesystem,
    entryPoint: container.entryPoint?.length ? JSON.stringify(container.entryPoint) : undefined,
    command: container.command?.length ? JSON.stringify(container.command) : undefined,
    portMappings: ports.join(', '),
    ...Object.fromEntries(environment.map(({ name, value }) => [`environment.${name ?? ''}`, value])),
    ...Object.fromEntries(secrets.map(({ name, valueFrom }) => [`secrets.${name ?? ''}`, valueFrom])),
  });
  return Object.fromEntries(Object.entries(settings).map(([name, value]) => [prefix + name, value]));
}

function given(values: Record<string, string | number | boolean | undefined>): Settings {
  return Object.fromEntries(
    Object.entries(values)
      .filter(([name, value]) => value !== undefined && (value !== '' || name.startsWith('environment.')))
      .map(([name, value]) => [name, String(value)]),
  );
}
