import type { Service, Tag, TaskDefinition } from '@aws-sdk/client-ecs';
import { rolloutOf } from '../rollout/deployments.ts';
import type { Rollout } from '../rollout/deployments.ts';
import { definitionSettings, serviceSettings } from './settings.ts';
import type { Settings } from './settings.ts';
import { digestOfDefinition, mainContainer } from './task-definitions.ts';

/** A service as ECS says that it is. */
export interface LiveEcsService extends Rollout {
  name: string;
  arn: string;
  status: 'ACTIVE' | 'DRAINING';
  tags: Record<string, string>;
  /** ARN of what it is meant to run: that of the primary deployment. */
  taskDefinition: string;
  /** Only of a task definition that was read, not of a known one. */
  image?: string;
  /** What its main container is pinned to; not there when that is a tag. */
  digest?: string;
  /** Flat, for a comparison: of a known task definition only its ARN, beside what the service itself says. */
  settings: Settings;
  desired: number;
  running: number;
  pending: number;
}

/** What the service's task definition is known by: itself, or the digest that was recorded for it. */
export type Definition = TaskDefinition | string;

export function liveService(service: Service, definition: Definition): LiveEcsService {
  const known = typeof definition === 'string';
  const digest = known ? definition : digestOfDefinition(definition);
  const image = known ? undefined : mainContainer(definition).image;
  return {
    name: service.serviceName ?? '',
    arn: service.serviceArn ?? '',
    status: service.status === 'DRAINING' ? 'DRAINING' : 'ACTIVE',
    tags: tagsOf(service.tags),
    taskDefinition: service.taskDefinition ?? '',
    ...(image !== undefined && { image }),
    ...(digest !== undefined && { digest }),
    settings: { ...(!known && definitionSettings(definition)), ...serviceSettings(service) },
    desired: service.desiredCount ?? 0,
    running: service.runningCount ?? 0,
    pending: service.pendingCount ?? 0,
    ...rolloutOf(service),
  };
}

export function tagsOf(tags: Tag[] = []): Record<string, string> {
  return Object.fromEntries(tags.map(({ key = '', value = '' }) => [key, value]));
}
