import type { Task } from '@aws-sdk/client-ecs';
import { UserError } from '@prod-e/errors';
import { isTransient } from '../aws/user-errors.ts';
import { containerLogs } from '../tasks/logs.ts';
import { describeStop, whyStopped } from '../tasks/stopped-task.ts';
import { describeTasks, listTasks } from '../tasks/tasks.ts';
import type { Watch } from './look.ts';

const logLines = 10;

/** Tasks of which all is told; those after them stop for the same reason as a rule. */
const inFull = 3;

/**
 * Tells each task of the deployment that stopped, once: why, how its containers ended, what they logged last. Of many,
 * only the first are told so.
 */
export async function tellStoppedTasks(watch: Watch): Promise<void> {
  try {
    const before = watch.stops;
    for (const task of await newlyStopped(watch)) {
      watch.told.add(task.taskArn ?? '');
      watch.lastStop = whyStopped(task);
      watch.stops += 1;
      if (failureCodes.includes(task.stopCode ?? '')) watch.failures += 1;
      if (watch.stops > inFull) continue;
      const logs = await containerLogs(task, logLines, watch.context);
      for (const line of [...describeStop(task), ...logs.map((line) => `    ${line}`)]) {
        if (!watch.request.signal.aborted) watch.request.onEvent(line);
      }
    }
    const more = watch.stops - Math.max(before, inFull);
    if (more > 0 && !watch.request.signal.aborted)
      watch.request.onEvent(`${more} more stopped, the last: ${watch.lastStop ?? ''}`);
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    // They explain a rollout, and do not decide it. The next look asks again for what was throttled.
    if (isTransient(error) || watch.told.has(error.message)) return;
    watch.told.add(error.message);
    watch.request.onEvent(`why tasks stopped is not known: ${error.message}`);
  }
}

/** Of a task that was not asked to stop. */
const failureCodes: string[] = ['EssentialContainerExited', 'TaskFailedToStart'];

async function newlyStopped({ service, context, seen, told, request }: Watch): Promise<Task[]> {
  const { deployment } = seen;
  if (!deployment) return [];
  const arns = await listTasks(service, 'STOPPED', context, request.signal);
  const tasks = await describeTasks(
    arns.filter((arn) => !told.has(arn)),
    context,
    request.signal,
  );
  return tasks
    .filter((task) => hasEnded(task) && isOf(deployment, task))
    .sort((one, other) => Number(one.stoppingAt ?? 0) - Number(other.stoppingAt ?? 0));
}

/** Before that, its containers may not have their exit codes. */
const hasEnded = ({ lastStatus }: Task): boolean =>
  lastStatus === 'STOPPED' || lastStatus === 'DEPROVISIONING';

/** ECS starts a service's tasks in the name of their deployment. */
function isOf({ id, since }: { id: string; since: Date }, { startedBy = '', createdAt }: Task): boolean {
  if (startedBy.startsWith('ecs-svc/')) return startedBy === id;
  return createdAt !== undefined && createdAt >= since;
}
