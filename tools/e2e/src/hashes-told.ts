import { existsSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { environmentIn } from './copy.ts';
import { run, type Result } from './process.ts';
import type { Tags } from './tag-lab.ts';

/** Stands in for an executor of ours, and writes down the hash that Nx has told its task. */
export const probe = `import { appendFileSync, mkdirSync } from 'node:fs';
export default async () => {
  const { NX_TASK_TARGET_PROJECT, NX_TASK_TARGET_TARGET, NX_TASK_HASH } = process.env;
  mkdirSync('dist', { recursive: true });
  if (NX_TASK_TARGET_TARGET === 'containerize')
    appendFileSync('dist/told', NX_TASK_TARGET_PROJECT + ' in-' + NX_TASK_HASH + '\\n');
  return { success: true };
};
`;

/**
 * Runs Nx in a workspace whose executors are the probe.
 *
 * @param line what follows `nx`
 * @returns the input tags that the hashes make which Nx told the tasks
 */
export async function hashesToldBy(line: string, root: string, daemon: boolean): Promise<Tags> {
  const file = join(root, 'dist/told');
  rmSync(file, { force: true });
  const { code, output } = await nx(line.split(' '), root, daemon);
  if (code !== 0 || !existsSync(file)) throw new Error(output);
  const told = readFileSync(file, 'utf8').trim().split('\n');
  return Object.fromEntries(told.map((each) => each.split(' ') as [string, string]));
}

export const stopDaemon = (root: string): Promise<Result> => nx(['daemon', '--stop'], root, true);

/** Without batches: in one, Nx tells the hashes in another way. */
const nx = (args: string[], root: string, daemon: boolean): Promise<Result> =>
  run(process.execPath, [join(root, 'node_modules/nx/dist/bin/nx.js'), ...args], {
    cwd: root,
    env: { ...environmentIn(root), NX_BATCH_MODE: 'false', NX_DAEMON: String(daemon) },
  });
