import { rm } from 'node:fs/promises';
import { mustReplace, type Decision, type WantedStack } from '../decide/index.ts';
import { stackFolder } from '../state/folders.ts';
import { applyStack, destroyStack, type TerraformOptions } from '../terraform/terraform.ts';
import { concurrently } from './concurrently.ts';
import { isFailure, type Outcome } from './outcome.ts';
import { prove } from './prove.ts';
import { isStopped, type Rollout } from './rollout.ts';

/** Terraform processes at once: each is a good share of a small machine. */
const parallel = 2;

/**
 * Makes every stack that differs live, those first that others stand on, and proves each by itself.
 *
 * @param decisions those that are not unchanged
 * @param planFiles saved plans by stack, absolute paths: what is applied then is that and nothing else
 * @returns an outcome for each, in the same order
 */
export async function applyAll(
  decisions: Decision[],
  rollout: Rollout,
  planFiles: ReadonlyMap<string, string> = new Map(),
): Promise<Outcome[]> {
  const outcomes = new Map<string, Outcome>();
  // What is wanted no more goes first, so that its port and name are free.
  const removals = decisions.filter(({ change }) => change === 'remove');
  let wave = removals.length > 0 ? removals : nextWave(decisions, outcomes);
  while (wave.length > 0) {
    const done = await concurrently(parallel, wave, (decision) =>
      applyOne(decision, outcomes, rollout, planFiles.get(decision.name)),
    );
    for (const outcome of done) outcomes.set(outcome.decision.name, outcome);
    wave = nextWave(decisions, outcomes);
  }
  return decisions.flatMap(({ name }) => outcomes.get(name) ?? []);
}

/** What stands on nothing that is still to be done. */
function nextWave(decisions: Decision[], done: ReadonlyMap<string, Outcome>): Decision[] {
  const open = new Set(decisions.map(({ name }) => name).filter((name) => !done.has(name)));
  return decisions.filter(
    ({ name, wanted }) => open.has(name) && !wanted?.stack.dependsOn.some((below) => open.has(below)),
  );
}

async function applyOne(
  decision: Decision,
  done: ReadonlyMap<string, Outcome>,
  rollout: Rollout,
  planFile?: string,
): Promise<Outcome> {
  const begun = performance.now();
  const below = decision.wanted?.stack.dependsOn.map((name) => done.get(name)) ?? [];
  if (isStopped(rollout) || below.some((outcome) => outcome && isFailure(outcome))) {
    return { decision, ending: 'not started', milliseconds: 0 };
  }
  try {
    const ending = decision.wanted
      ? await makeLive(decision, decision.wanted, rollout, planFile)
      : await remove(decision, rollout);
    return { decision, ending, milliseconds: performance.now() - begun };
  } catch (error) {
    const milliseconds = performance.now() - begun;
    return isStopped(rollout)
      ? { decision, ending: 'stopped', milliseconds }
      : { decision, ending: 'failed', milliseconds, error };
  }
}

async function makeLive(
  decision: Decision,
  wanted: WantedStack,
  rollout: Rollout,
  planFile?: string,
): Promise<'live'> {
  const { name } = decision;
  await rollout.recorder.attempt(wanted);
  rollout.reached('attempted');
  const how = planFile === undefined ? { replace: mustReplace(decision) } : { planFile };
  await rollout.progress.step(name, 'applying', () => applyConfiguration(wanted, rollout, how));
  rollout.reached('applied');
  rollout.signal.throwIfAborted();
  if (wanted.stack.service) await rollout.progress.step(name, 'proving', () => prove(wanted, rollout));
  rollout.reached('proven alone');
  return 'live';
}

/** How a configuration is applied. */
interface How {
  /** Make the stack's resource anew even where nothing about it changed. */
  replace?: boolean;
  /** Apply this plan, and nothing else. */
  planFile?: string;
}

/** Applies a configuration to a stack. */
export async function applyConfiguration(
  { stack, configuration, variables }: Pick<WantedStack, 'stack' | 'configuration' | 'variables'>,
  rollout: Rollout,
  { replace = false, planFile }: How,
): Promise<void> {
  await applyStack(
    {
      ...{ configuration, variables },
      replace: replace && rollout.platform.replaces ? [stack.address] : [],
      ...(planFile !== undefined && { planFile }),
    },
    terraformOptions(stack.name, rollout),
  );
}

async function remove({ name }: Decision, rollout: Rollout): Promise<'removed'> {
  const options = terraformOptions(name, rollout);
  await rollout.progress.step(name, 'removing', () => destroyStack(options));
  await rm(options.folder, { recursive: true, force: true });
  await rollout.recorder.removed(name);
  return 'removed';
}

const terraformOptions = (
  stack: string,
  { folder, workspaceRoot, signal, environment, progress }: Rollout,
): TerraformOptions => ({
  ...{ folder: stackFolder(folder, stack), workspaceRoot, signal },
  note: (text) => {
    progress.note(stack, text);
  },
  ...(environment.platform === 'aws' && { staleLockMinutes: environment.staleLockMinutes }),
});
