import { spawnSync } from 'node:child_process';
import { setTimeout as sleep } from 'node:timers/promises';
import { docker } from '../engine.ts';
import type { TaskDefinition } from './task-definition.ts';

/** Part of what the engine says of a container. */
export interface Inspected {
  Image: string;
  Config: {
    Image: string;
    User: string;
    Env: string[];
    Labels: Record<string, string>;
    StopTimeout?: number;
  };
  HostConfig: { ReadonlyRootfs: boolean; Init: boolean | null; CapDrop: string[] | null; Memory: number };
  State: { Running: boolean; ExitCode: number; OOMKilled: boolean };
  NetworkSettings: { Networks: Record<string, { IPAddress: string }> };
}

export const inspect = (container: string): Inspected =>
  (JSON.parse(docker('container', 'inspect', container)) as [Inspected])[0];

/**
 * Runs the health check of a task definition in its container, as ECS's agent does, until it passes.
 *
 * @returns exit code of the last run, after at most as many runs
 */
export async function healthOf(container: string, task: TaskDefinition, runs = 30): Promise<number | null> {
  const [{ healthCheck }] = task.containerDefinitions;
  const [kind, ...command] = healthCheck.command;
  if (kind !== 'CMD') throw new Error(`a health check by ${String(kind)} needs a shell, which no image has`);
  for (let left = runs; ; left -= 1) {
    const { status } = spawnSync('docker', ['exec', container, ...command], { stdio: 'ignore' });
    if (status === 0 || left <= 1) return status;
    await sleep(1000);
  }
}
