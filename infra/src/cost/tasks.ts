import {
  blocks,
  resourcesOf,
  type Resource,
  type Synthesized,
  type Values,
} from '../validate/synthesized.ts';

/** What a service costs while nobody asks anything of it. */
export interface TaskShape {
  tasks: number;
  vcpus: number;
  gigabytes: number;
  /** Share of the tasks that run on spot capacity, 0 to 1. */
  spot: number;
}

/** @param service an `aws_ecs_service` */
export function tasksOf(service: Resource, synthesized: Synthesized): TaskShape {
  const inStack = (type: string) =>
    resourcesOf(synthesized, type).find(({ stack }) => stack === service.stack)?.values ?? {};
  const definition = inStack('aws_ecs_task_definition');
  const scaling = inStack('aws_appautoscaling_target');
  const tasks = Number(scaling['min_capacity'] ?? service.values['desired_count'] ?? 1);
  return {
    tasks,
    vcpus: Number(definition['cpu']) / 1024,
    gigabytes: Number(definition['memory']) / 1024,
    spot: spotShare(blocks(service.values, 'capacity_provider_strategy'), tasks),
  };
}

/** The first tasks go where the strategy has its base; the others by weight. */
function spotShare(strategy: Values[], tasks: number): number {
  const number = (of: Values, name: string) => Number(of[name] ?? 0);
  const bases = strategy.reduce((sum, one) => sum + number(one, 'base'), 0);
  const weights = strategy.reduce((sum, one) => sum + number(one, 'weight'), 0);
  const byWeight = Math.max(0, tasks - bases);
  const onSpot = strategy
    .filter((one) => one['capacity_provider'] === 'FARGATE_SPOT')
    .reduce(
      (sum, one) =>
        sum + number(one, 'base') + (weights === 0 ? 0 : (byWeight * number(one, 'weight')) / weights),
      0,
    );
  return tasks === 0 ? 0 : Math.min(1, onSpot / tasks);
}
