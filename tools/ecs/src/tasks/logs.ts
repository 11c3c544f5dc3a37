import { stripVTControlCharacters } from 'node:util';
import type { ContainerDefinition, Task } from '@aws-sdk/client-ecs';
import { isAwsError } from '../aws/user-errors.ts';
import type { EcsContext } from '../context.ts';
import { describeTasks, listTasks, taskId } from './tasks.ts';

/** The newest tasks are asked first; a few of them may not have logged anything yet. */
const tasksToAsk = 3;

/** The last lines of a service's newest task that logged any. */
export async function serviceLogs(service: string, lines: number, context: EcsContext): Promise<string> {
  const listed = await Promise.all([
    listTasks(service, 'RUNNING', context),
    listTasks(service, 'STOPPED', context),
  ]);
  const tasks = await describeTasks(listed.flat(), context);
  const newest = tasks.sort((one, other) => Number(other.createdAt ?? 0) - Number(one.createdAt ?? 0));
  for (const task of newest.slice(0, tasksToAsk)) {
    const logged = await containerLogs(task, lines, context);
    if (logged.length > 0) return logged.slice(-lines).join('\n');
  }
  return '';
}

/** The last lines of each container of a task that logs by `awslogs`, without the blank ones. */
export async function containerLogs(task: Task, lines: number, context: EcsContext): Promise<string[]> {
  const definition = await context.taskDefinition(task.taskDefinitionArn ?? '');
  const logged: string[] = [];
  for (const container of definition.containerDefinitions ?? []) {
    logged.push(...(await streamLogs(streamOf(container, task), lines, context)));
  }
  return logged;
}

interface Stream {
  group: string;
  name: string;
  region?: string;
}

/** `awslogs` names a stream by its prefix; without one, by an id that only the container's host knows. */
function streamOf({ name = '', logConfiguration }: ContainerDefinition, task: Task): Stream | undefined {
  const { options = {} } = logConfiguration ?? {};
  const { 'awslogs-group': group, 'awslogs-stream-prefix': prefix, 'awslogs-region': region } = options;
  if (logConfiguration?.logDriver !== 'awslogs' || group === undefined || prefix === undefined)
    return undefined;
  return { group, name: `${prefix}/${name}/${taskId(task)}`, ...(region !== undefined && { region }) };
}

async function streamLogs(
  stream: Stream | undefined,
  limit: number,
  { clients }: EcsContext,
): Promise<string[]> {
  if (!stream) return [];
  const logs = await clients.logs(stream.region);
  try {
    const { events = [] } = await logs.getLogEvents({
      logGroupName: stream.group,
      logStreamName: stream.name,
      limit,
      startFromHead: false,
    });
    return events
      .flatMap(({ message = '' }) => stripVTControlCharacters(message).split('\n'))
      .filter((line) => line.trim() !== '');
  } catch (error) {
    // A container that did not start has no stream.
    if (isAwsError(error, 'ResourceNotFoundException')) return [];
    throw error;
  }
}
