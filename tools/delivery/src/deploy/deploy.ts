import { UserError } from '@prod-e/errors';
import type { Run } from '../executor.ts';
import { createProgress } from '../output/progress.ts';
import { livePlatformOf } from '../platforms/index.ts';
import { environmentFolder } from '../state/folders.ts';
import { takeLock } from '../state/lock.ts';
import { readProven, writeProven, type ProvenStack } from '../state/proven.ts';
import { applyAll } from './apply.ts';
import { decide, type Decision } from './decide.ts';
import { isDown, isFailure, type Outcome } from './outcome.ts';
import { assertPortsFree } from './ports.ts';
import { putBack } from './put-back.ts';
import { report } from './report.ts';
import { isStopped, type Rollout } from './rollout.ts';
import { verify } from './verify.ts';
import { readWanted, type Wanted } from './wanted.ts';

export interface DeployOptions extends Run {
  workspaceRoot: string;
  environment: string;
}

/**
 * Makes an environment run what the workspace says. What is live already is left alone; what differs is applied,
 * proven and recorded; what fails is put back.
 *
 * @returns whether everything that was wanted is live and proven
 * @throws UserError when nothing could be done: exit 2 for bad configuration, 3 when the lock is held
 */
export async function deploy(options: DeployOptions): Promise<boolean> {
  const { workspaceRoot, environment: name, signal, print, paint } = options;
  const wanted = readWanted(workspaceRoot, name);
  const folder = environmentFolder(workspaceRoot, name);
  const unlock = takeLock(folder, 'nx run infra:deploy');
  try {
    const platform = livePlatformOf(wanted.environment);
    const proven = readProven(folder);
    const decisions = decide(wanted.stacks, await platform.read(name), proven);
    const pending = decisions.filter(({ change }) => change !== 'unchanged');
    await assertPortsFree(pending, name);

    const progress = createProgress({ print, paint });
    const rollout = { workspaceRoot, environment: wanted.environment, folder, platform, progress, signal };
    const changed = pending.length === 0 ? [] : await rollOut(pending, wanted, proven, rollout);
    const outcomes = inOrder(decisions, changed);
    print(`\n${report(outcomes, paint)}\n`);
    if (signal.aborted) throw stopped();
    return !outcomes.some(isFailure);
  } finally {
    unlock();
  }
}

async function rollOut(
  pending: Decision[],
  { stacks }: Wanted,
  proven: ReadonlyMap<string, ProvenStack>,
  rollout: Rollout,
): Promise<Outcome[]> {
  const putBackFailed = (outcomes: Outcome[]) =>
    Promise.all(outcomes.map((outcome) => putBack(outcome, proven.get(outcome.decision.name), rollout)));

  const applied = await putBackFailed(await applyAll(pending, rollout));
  // Asked to stop, or with a service down that others may need, nothing can be proven. The next deployment retries.
  if (isStopped(rollout) || applied.some(isDown)) return applied;

  const services = stacks.filter(({ stack }) => stack.service);
  const verified = await verify(applied, services, rollout);
  if (isStopped(rollout)) return verified;
  for (const outcome of verified) if (outcome.ending === 'live') recordProven(outcome, rollout.folder);
  return putBackFailed(verified);
}

function recordProven({ decision: { name, wanted } }: Outcome, folder: string): void {
  if (!wanted) return;
  const { stackHash, configuration, variables } = wanted;
  writeProven(folder, { name, stackHash, configuration, variables, provenAt: new Date().toISOString() });
}

/** An outcome for every decision: those that were unchanged took no time. */
function inOrder(decisions: Decision[], changed: Outcome[]): Outcome[] {
  const byName = new Map(changed.map((outcome) => [outcome.decision.name, outcome]));
  return decisions.map(
    (decision) => byName.get(decision.name) ?? { decision, ending: 'unchanged', milliseconds: 0 },
  );
}

const stopped = () =>
  new UserError('stopped before the end', { next: 'deploy again: it goes on from what is live' });
