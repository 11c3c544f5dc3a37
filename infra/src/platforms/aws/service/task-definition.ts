import {
  EcsTaskDefinition,
  type EcsTaskDefinitionVolume,
} from '@cdktf/provider-aws/lib/ecs-task-definition/index.js';
import type { TerraformStack } from 'cdktf';
import { containerDefinition } from './container.ts';
import { fargateSize } from './fargate-size.ts';
import { sizeOf, type ServiceProps } from './props.ts';

export interface TaskParts {
  logGroup: string;
  executionRoleArn: string;
  taskRoleArn: string;
  volumes: EcsTaskDefinitionVolume[];
}

export function taskDefinition(
  stack: TerraformStack,
  props: ServiceProps,
  parts: TaskParts,
): EcsTaskDefinition {
  const { cpu, memory } = fargateSize(sizeOf(props), props.service.definition.name);
  return new EcsTaskDefinition(stack, 'task-definition', {
    family: props.resource,
    requiresCompatibilities: ['FARGATE'],
    networkMode: 'awsvpc',
    ...{ cpu: String(cpu), memory: String(memory) },
    runtimePlatform: { operatingSystemFamily: 'LINUX', cpuArchitecture: props.environment.architecture },
    executionRoleArn: parts.executionRoleArn,
    taskRoleArn: parts.taskRoleArn,
    containerDefinitions: JSON.stringify([containerDefinition(props, parts.logGroup)]),
    ...(parts.volumes.length > 0 && { volume: parts.volumes }),
    // The circuit breaker puts the last revision back, which Terraform would otherwise have taken out of service.
    skipDestroy: true,
  });
}
