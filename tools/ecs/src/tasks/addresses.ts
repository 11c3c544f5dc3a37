import type { Task } from '@aws-sdk/client-ecs';
import type { EcsContext } from '../context.ts';
import { describeTasks, listTasks } from './tasks.ts';

/** Where a task is reached inside its network. */
export interface TaskAddress {
  ip: string;
  taskArn: string;
}

/** The running tasks of a service that have an address of their own. */
export async function addresses(service: string, context: EcsContext): Promise<TaskAddress[]> {
  const tasks = await describeTasks(await listTasks(service, 'RUNNING', context), context);
  return tasks
    .filter(({ lastStatus }) => lastStatus === 'RUNNING')
    .flatMap((task) => {
      const ip = addressOf(task);
      return ip === undefined ? [] : [{ ip, taskArn: task.taskArn ?? '' }];
    });
}

/** That of its network interface; in a network of the host's, that of a container. */
function addressOf({ attachments = [], containers = [] }: Task): string | undefined {
  const details = attachments.flatMap((attachment) => attachment.details ?? []);
  const interfaces = containers.flatMap(({ networkInterfaces = [] }) => networkInterfaces);
  return (
    details.find(({ name }) => name === 'privateIPv4Address')?.value ??
    interfaces.find(({ privateIpv4Address }) => privateIpv4Address !== undefined)?.privateIpv4Address
  );
}
