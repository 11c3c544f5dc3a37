import { availableParallelism } from 'node:os';
import { isDeepStrictEqual } from 'node:util';
import type { ExecutorContext, TaskGraph } from '@nx/devkit';
import { describeError, exitCodeOf, UserError } from '@prod-e/errors';
import { recordExitCode } from '@prod-e/errors/record-exit-code';
import { inputHashes } from '../tags/input-tags.ts';
import { asTheyEnd } from './as-they-end.ts';
import { containerizeService, type ContainerizeExecutorOptions } from './containerize-service.ts';

/** How a task of a batch ended, as Nx takes it. */
export interface TaskResult {
  task: string;
  result: { success: boolean; terminalOutput: string; startTime: number; endTime: number };
}

/**
 * The containerize tasks of a command in one process: where nothing is to be built, each process would take longer to
 * start than to find that out.
 *
 * @param options by task, with what the command line says
 * @returns the result of each task as it ends
 */
export default async function* containerizeBatch(
  { tasks }: TaskGraph,
  options: Record<string, ContainerizeExecutorOptions>,
  _overrides: unknown,
  nx: ExecutorContext,
): AsyncGenerator<TaskResult> {
  const all = Object.values(tasks);
  const services = all.map(({ target }) => target.project);
  const { projectGraph, nxJsonConfiguration: nxJson, root: workspaceRoot } = nx;
  const hashes = await inputHashes({ projectGraph, nxJson, workspaceRoot }, services);

  const run = async ({ id, target }: (typeof all)[number]): Promise<TaskResult> => {
    const startTime = Date.now();
    const lines: string[] = [];
    const success = await containerize(target.project, options[id], hashes, nx, lines);
    return { task: id, result: { success, terminalOutput: text(lines), startTime, endTime: Date.now() } };
  };
  yield* asTheyEnd(availableParallelism(), all, run);
}

async function containerize(
  service: string,
  options: ContainerizeExecutorOptions | undefined,
  hashes: ReadonlyMap<string, string>,
  nx: ExecutorContext,
  lines: string[],
): Promise<boolean> {
  const log = (line: string) => {
    lines.push(line);
  };
  try {
    const configured = configuredOptions(service, options, nx);
    const inputHash = hashes.get(service) ?? '';
    await containerizeService({ ...configured, inputHash, log }, { ...nx, projectName: service });
    return true;
  } catch (error) {
    log(describeError(error));
    recordExitCode(exitCodeOf(error));
    return false;
  }
}

/** @throws UserError when a command line says otherwise: the image would be another than its tag says */
function configuredOptions(
  service: string,
  options: ContainerizeExecutorOptions | undefined,
  nx: ExecutorContext,
): ContainerizeExecutorOptions {
  const target = nx.projectsConfigurations.projects[service]?.targets?.['containerize'];
  const configured = target?.options as ContainerizeExecutorOptions;
  if (isDeepStrictEqual({ ...options }, { ...configured })) return configured;
  throw new UserError(`${service} is containerized as it is configured: its image is named by that`, {
    next: `npx nx run ${service}:containerize, without options`,
  });
}

const text = (lines: string[]): string => lines.map((line) => `${line}\n`).join('');
