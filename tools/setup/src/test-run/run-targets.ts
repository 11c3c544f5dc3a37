import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { System } from '../system.ts';
import { one, sum, type Count } from './count.ts';
import { readNxReport } from './nx-report.ts';
import { clearResults, readResults } from './results.ts';
import { tally, type Task } from './tally.ts';

/** Runs targets of all projects, every one to its end, and counts. */
export async function runTargets(
  system: System,
  targets: readonly string[],
  parallel: number,
  env: Record<string, string>,
): Promise<Count> {
  const selection = ['run-many', '--targets', targets.join(',')];
  const tasks = await plannedTasks(system, selection);
  if (!tasks) return one('failed');
  if (tasks.length === 0) return sum([]);

  clearResults(system.workspace, tasks);
  const args = [...selection, `--parallel=${parallel}`, '--outputStyle=static'];
  const { code, output } = await system.show('nx', args, env);
  const report = readNxReport(output);
  const count = tally(tasks, targets, report, (root) => readResults(system.workspace, root));
  // Nx failed without saying at which task: by itself, or ended from outside.
  return code !== 0 && count.failed === 0 ? sum([count, one('failed')]) : count;
}

/** The tasks that Nx would run, undefined (and said) when it cannot tell. */
async function plannedTasks(system: System, selection: readonly string[]): Promise<Task[] | undefined> {
  const folder = mkdtempSync(join(tmpdir(), 'prod-e-tasks-'));
  try {
    const file = join(folder, 'tasks.json');
    const { code, output } = await system.run('nx', [...selection, `--graph=${file}`]);
    if (code !== 0) {
      system.say(output);
      return undefined;
    }
    const { tasks } = JSON.parse(readFileSync(file, 'utf8')) as NxGraphFile;
    return Object.values(tasks.tasks).map(({ id, target, projectRoot }) => ({
      id,
      target: target.target,
      root: projectRoot,
    }));
  } finally {
    rmSync(folder, { recursive: true });
  }
}

interface NxGraphFile {
  tasks: { tasks: Record<string, { id: string; target: { target: string }; projectRoot: string }> };
}
