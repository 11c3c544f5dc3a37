import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import type { Workspace } from '@prod-e/e2e';
import { inTurns } from '../in-turns.ts';
import { must } from '../must.ts';
import { generateServices, sourceOf } from './generate.ts';
import { makeLive, planOf } from './live.ts';
import { peakMemory } from './peak.ts';
import type { ScaleRow } from './report.ts';

/** Measures the plan of a workspace with this many services, of which one has changed. */
export async function measureScale(workspace: Workspace, count: number, rounds: number): Promise<ScaleRow> {
  const { root, environment } = workspace;
  rmSync(join(root, '.nx'), { recursive: true, force: true });
  const services = generateServices(root, count);
  const base = workspace.commit(`${count} services`);
  await makeLive(workspace, services);
  await expectSummary(workspace, { unchanged: count + 1 });

  workspace.edit(sourceOf(services[count >> 1] ?? ''), (source) => `${source}// One line.\n`);
  workspace.commit('change one service');
  // All but this one and the foundation, which is a stack too.
  await expectSummary(workspace, { ...(count > 0 && { unchanged: count }), update: 1 });
  workspace.calls();
  const plan = ['run', `infra:plan:${environment}`];
  await must('the plan', workspace.nx(...plan));
  const engineCalls = workspace.calls().length;

  const affected = ['show', 'projects', '--affected', `--base=${base}`];
  const seconds = await inTurns(rounds, {
    plan: () => must('the plan', workspace.nx(...plan)),
    affected: () => must('nx show projects', workspace.nx(...affected)),
  });
  const peak = {
    plan: await peakMemory('the plan', workspace.startNx(...plan)),
    affected: await peakMemory('nx show projects', workspace.startNx(...affected)),
  };
  return { services: count, seconds, peak, engineCalls };
}

/** What is measured must be what it is said to be. */
async function expectSummary(workspace: Workspace, wanted: Record<string, number>): Promise<void> {
  const { summary } = await planOf(workspace);
  if (!isDeepStrictEqual(summary, wanted)) {
    throw new Error(`the plan says ${JSON.stringify(summary)}, not ${JSON.stringify(wanted)}`);
  }
}
