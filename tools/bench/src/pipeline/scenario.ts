import { time } from '../time.ts';
import { changesOf } from './changes-of.ts';
import type { PipelineLab } from './lab.ts';
import { measureParts } from './parts.ts';
import type { Scenario } from './scenarios.ts';
import type { Parts } from './totals.ts';

/** What a commit took. */
export interface Measured {
  scenario: Scenario;
  /** Seconds from the start of the first command to the end of the last. */
  ours: number;
  /** What of images and stacks it changed; empty for nothing. */
  did: string;
  parts: Parts;
  /** The same scenario with what Nx has cached kept; only where that was asked for. */
  warm?: number;
}

const tests = 'lint typecheck test';

/** Runs a scenario as continuous integration does, on a runner that kept nothing of Nx, then its parts by themselves. */
export async function measureScenario(lab: PipelineLab, scenario: Scenario, text: string): Promise<Measured> {
  await commit(lab, scenario, text);
  await lab.checkOut();
  const { seconds: ours, base, did } = await ship(lab);
  return { scenario, ours, did, parts: await measureParts(lab, scenario, base) };
}

/** Seconds of the same, with whatever Nx has kept from the commits before. */
export async function measureWarm(lab: PipelineLab, scenario: Scenario, text: string): Promise<number> {
  await commit(lab, scenario, text);
  await lab.checkOut('keep');
  return (await ship(lab)).seconds;
}

async function commit({ workspace }: PipelineLab, { name, change }: Scenario, text: string): Promise<void> {
  if (!change) return;
  await change(workspace, text);
  workspace.commit(name);
}

async function ship({ workspace, step }: PipelineLab): Promise<{
  seconds: number;
  base: string;
  did: string;
}> {
  const { environment } = workspace;
  workspace.calls();
  let output = '';
  const seconds = await time(async () => {
    output = await step(
      `base=$(npm run --silent release -- base --environment=${environment}) && echo "base $base" && ` +
        `nx affected -t ${tests} containerize deploy --base=$base --configuration=${environment}`,
    );
  });
  const base = /^base ([0-9a-f]{40})$/m.exec(output)?.[1];
  if (base === undefined) throw new Error(`the base of nx affected is not known:\n${output}`);
  return { seconds, base, did: changesOf(workspace.calls()) };
}
