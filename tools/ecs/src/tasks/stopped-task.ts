import type { Container, Task } from '@aws-sdk/client-ecs';
import { taskId } from './tasks.ts';

/** Why a task stopped, then how each of its containers ended, a line each. */
export function describeStop(task: Task): string[] {
  const code = task.stopCode === undefined ? '' : ` (${task.stopCode})`;
  return [
    `task ${taskId(task)} stopped: ${reasonOf(task)}${code}`,
    ...endsOf(task).map((end) => `  container ${end}`),
  ];
}

/** The same in one line. */
export function whyStopped(task: Task): string {
  return [reasonOf(task), ...endsOf(task)].join('; ');
}

function reasonOf({ stoppedReason }: Task): string {
  return stoppedReason === undefined || stoppedReason === '' ? 'ECS gives no reason' : stoppedReason;
}

function endsOf({ containers = [] }: Task): string[] {
  return containers.filter(({ exitCode, reason }) => exitCode !== undefined || Boolean(reason)).map(endOf);
}

function endOf({ name = '', exitCode, reason }: Container): string {
  const code = exitCode === undefined ? 'did not start' : `exited with ${exitCode}`;
  return reason ? `${name} ${code}: ${reason}` : `${name} ${code}`;
}
