import type { Task } from '@aws-sdk/client-ecs';
import { inBatches } from '../aws/concurrently.ts';
import type { EcsContext } from '../context.ts';

const tasksPerCall = 100;

/** ARNs of a service's tasks. ECS keeps a stopped one for about an hour. */
export async function listTasks(
  serviceName: string,
  desiredStatus: 'RUNNING' | 'STOPPED',
  { clients, cluster }: EcsContext,
  abortSignal?: AbortSignal,
): Promise<string[]> {
  const ecs = await clients.ecs();
  const arns: string[] = [];
  let nextToken: string | undefined;
  do {
    const answer = await ecs.listTasks(
      { cluster, serviceName, desiredStatus, nextToken },
      abortSignal && { abortSignal },
    );
    arns.push(...(answer.taskArns ?? []));
    nextToken = answer.nextToken;
  } while (nextToken !== undefined);
  return arns;
}

export async function describeTasks(
  arns: string[],
  { clients, cluster }: EcsContext,
  abortSignal?: AbortSignal,
): Promise<Task[]> {
  const ecs = await clients.ecs();
  const found: Task[] = [];
  for (const tasks of inBatches(arns, tasksPerCall)) {
    const answer = await ecs.describeTasks({ cluster, tasks }, abortSignal && { abortSignal });
    found.push(...(answer.tasks ?? []));
  }
  return found;
}

/** The last part of its ARN. */
export function taskId({ taskArn = '' }: Task): string {
  return taskArn.slice(taskArn.lastIndexOf('/') + 1);
}
