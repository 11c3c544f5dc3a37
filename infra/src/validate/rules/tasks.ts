import { stackVariable } from '@prod-e/environment';
import { z } from 'zod';
import { blocks, type Resource } from '../synthesized.ts';
import { each, type Rule } from './rule.ts';

const container = z.object({
  name: z.string(),
  image: z.string(),
  user: z.string().optional(),
  privileged: z.boolean().default(false),
  readonlyRootFilesystem: z.boolean().default(false),
  linuxParameters: z
    .object({
      initProcessEnabled: z.boolean().default(false),
      capabilities: z.object({ drop: z.array(z.string()).default([]) }).prefault({}),
    })
    .prefault({}),
  healthCheck: z.object({ command: z.array(z.string()) }).optional(),
  stopTimeout: z.number().optional(),
  logConfiguration: z.object({ logDriver: z.string() }).optional(),
});

type Container = z.infer<typeof container>;

const onContainers = (problem: (container: Container) => string | undefined): Rule =>
  each(['aws_ecs_task_definition'], (resource) => {
    const containers = containersOf(resource);
    if (!containers) return 'its containers cannot be read; write them with JSON.stringify';
    return containers
      .map((one) => ({ name: one.name, found: problem(one) }))
      .filter(({ found }) => found !== undefined)
      .map(({ name, found }) => `${name}: ${found}`)
      .at(0);
  });

function containersOf({ values }: Resource): Container[] | undefined {
  try {
    return z.array(container).parse(JSON.parse(String(values['container_definitions'])));
  } catch {
    return undefined;
  }
}

/** A deployment hands the image over by its digest; nothing else is one. */
export const pinnedImages = onContainers(({ image }) =>
  image === `\${var.${stackVariable.image}}` || /@sha256:[0-9a-f]{64}$/.test(image)
    ? undefined
    : `${image} is no digest`,
);

/** A container can change nothing of itself, is nobody, and may do nothing to its host. */
export const hardenedContainers = onContainers((one) => {
  if (!one.readonlyRootFilesystem) return 'can write to its root';
  if (one.user === undefined || /^(root|0)(:|$)/.test(one.user)) return 'runs as root';
  if (one.privileged) return 'is privileged';
  return one.linuxParameters.capabilities.drop.includes('ALL') ? undefined : 'keeps capabilities';
});

/** What ECS needs to know of a container to tell whether it is well, and to end it well. */
export const observedContainers = onContainers((one) => {
  if (!one.linuxParameters.initProcessEnabled) return 'has no init process';
  if (!one.healthCheck) return 'has no health check';
  if (one.stopTimeout === undefined) return 'has no stop timeout';
  return one.logConfiguration ? undefined : 'has no log';
});

/** Who starts a task may read its secrets; the task itself may not, unless it is told. */
export const distinctRoles = each(['aws_ecs_task_definition'], ({ values }) => {
  const [execution, task] = [values['execution_role_arn'], values['task_role_arn']];
  if (execution === undefined || task === undefined) return 'lacks a role';
  return execution === task ? 'runs with the role that starts it' : undefined;
});

/** A rollout that fails is put back by ECS itself, and never takes the last good tasks away first. */
export const guardedRollouts = each(['aws_ecs_service'], ({ values }) => {
  const breaker = blocks(values, 'deployment_circuit_breaker');
  if (!breaker.some(({ enable, rollback }) => enable === true && rollback === true))
    return 'has no circuit breaker that rolls back';
  const minimum = values['deployment_minimum_healthy_percent'];
  return typeof minimum === 'number' && minimum >= 100 ? undefined : 'may run fewer tasks than it should';
});
