import type { Deployment, DeploymentOutcome, DeploymentStart, ImageUse } from '@prod-e/ledger';
import { decide, type Decision, type Records, type WantedStack } from '../decide/index.ts';
import { readEnvironment, type OpenEnvironment } from '../environment/open.ts';
import type { Run } from '../executor.ts';
import { tell } from '../notify/tell.ts';
import { createProgress } from '../output/progress.ts';
import { startRecord } from '../record/recorder.ts';
import { wantedFromSnapshot } from '../record/snapshot.ts';
import { applyAll } from './apply.ts';
import type { Reached } from './checkpoints.ts';
import { isDown, isFailure, refusalOf, stopped, type Outcome } from './outcome.ts';
import { assertPortsFree } from './ports.ts';
import { putBack } from './put-back.ts';
import { report } from './report.ts';
import { isStopped, type Rollout } from './rollout.ts';
import { savings } from './savings.ts';
import { assertSecretsGiven } from './secrets.ts';
import { stillLive } from './still-live.ts';
import { verify } from './verify.ts';

/** What an environment is to run from now on. */
export interface Intent {
  kind: Extract<DeploymentStart['kind'], 'deploy' | 'rollback'>;
  commit: string;
  /** In the order of deployment. */
  stacks: WantedStack[];
  images: ImageUse[];
  /** Whether every service's smoke test must pass. Not for an earlier release: the tests are those of the workspace. */
  smoke: boolean;
  /** Saved plans by stack: what is applied then is that and nothing else. */
  planFiles?: ReadonlyMap<string, string>;
  /** Called with what is live before anything is changed; throws where that is not what was expected. */
  check?: (decisions: Decision[]) => void;
  reached?: Reached;
}

/**
 * Makes an environment run what is intended. What is live already is left alone; what differs is applied, proven and
 * recorded; what fails is put back.
 *
 * @returns whether everything that was intended is live and proven
 * @throws UserError when it was stopped, exit 3 when all that failed was refused: somebody else holds its state
 */
export async function carryOut(intent: Intent, open: OpenEnvironment, run: Run): Promise<boolean> {
  const { kind, commit, stacks, reached = () => undefined } = intent;
  const { print, paint, signal } = run;
  const services = stacks.filter(({ stack }) => stack.service).map(({ stack }) => stack.name);
  const { live, records } = await readEnvironment(open, services);
  reached('read');
  const decisions = decide(stacks, live, records);
  reached('decided');
  intent.check?.(decisions);
  const pending = decisions.filter(({ change }) => change !== 'unchanged');
  if (open.environment.platform === 'local') {
    assertSecretsGiven(pending, process.env);
    await assertPortsFree(pending, open.environment.name);
  }

  const recorder = await startRecord({ open, kind, commit, env: process.env });
  reached('started');
  const progress = createProgress({ print, paint });
  const rollout: Rollout = { ...open, recorder, progress, signal, reached };
  if (pending.length > 0) await tell({ kind: 'started', recorder, decisions, open, print });

  const changed = pending.length === 0 ? [] : await rollOut(pending, intent, records, rollout);
  const outcomes = inOrder(decisions, changed);
  reached('before the end');
  const outcome = outcomeOf(outcomes, signal);
  const reason = signal.aborted ? stopped(signal).message : reasonOf(outcomes);
  const { images } = intent;
  const end = await recorder.end(outcome, {
    outcomes,
    images,
    records,
    ...(reason !== undefined && { reason }),
  });
  reached('ended');
  print(`\n${report(outcomes, paint)}\n`);
  await printSavings({ ...recorder.start, end }, open, print);
  if (pending.length > 0) await tell({ kind: outcome, recorder, decisions, outcomes, end, open, print });
  reached('told');
  const error = signal.aborted ? stopped(signal) : refusalOf(outcomes);
  if (error) throw error;
  return !outcomes.some(isFailure);
}

async function printSavings(
  deployment: Deployment,
  { ledger }: OpenEnvironment,
  print: Run['print'],
): Promise<void> {
  const { environment, id } = deployment;
  const history = await ledger.deployments({ environment, limit: 50, before: id });
  const line = savings(deployment, history);
  if (line !== undefined) print(`${line}\n`);
}

async function rollOut(
  pending: Decision[],
  { stacks, smoke, planFiles }: Intent,
  records: Records,
  rollout: Rollout,
): Promise<Outcome[]> {
  const putBackFailed = (outcomes: Outcome[]) =>
    Promise.all(outcomes.map((outcome) => putBack(outcome, records, rollout)));

  const applications = await applyAll(pending, rollout, planFiles);
  const provenAt = performance.now();
  const applied = await putBackFailed(applications);
  // Asked to stop, or with a service down that others may need, nothing can be proven. The next deployment retries.
  if (isStopped(rollout) || applied.some(isDown)) return applied;

  const services = stacks.filter(({ stack }) => stack.service);
  const verified = smoke ? await verify(applied, services, rollout) : applied;
  if (isStopped(rollout)) return verified;
  rollout.reached('smoke tested');
  const settled = await stillLive(verified, provenAt, rollout);
  if (isStopped(rollout)) return settled;
  const ended = await putBackFailed(settled);
  await recordProofs(ended, records, rollout);
  return ended;
}

/** Records what is live and works now, with its settings as they are. */
async function recordProofs(outcomes: Outcome[], records: Records, rollout: Rollout): Promise<void> {
  const { platform, ledger, environment, recorder, reached } = rollout;
  const services = outcomes.map(({ decision }) => decision.name);
  const live = new Map(
    (await platform.read({ services, known: new Map() })).map((stack) => [stack.name, stack]),
  );
  for (const { decision, ending } of outcomes) {
    const { name, wanted } = decision;
    const found = live.get(name);
    const good = records.get(name)?.proof;
    if (!found || !wanted) continue;
    if (ending === 'live') await recorder.proof(wanted, found);
    // Its settings are new, though it is the same release: a task definition has another number.
    if (ending === 'put back' && good) {
      const restored = await wantedFromSnapshot(ledger, environment.name, name, good.stackHash);
      await recorder.proof(restored, found, good.commit);
    }
    reached('snapshot kept');
  }
}

/** An outcome for every decision: those that were unchanged took no time. */
function inOrder(decisions: Decision[], changed: Outcome[]): Outcome[] {
  const byName = new Map(changed.map((outcome) => [outcome.decision.name, outcome]));
  return decisions.map(
    (decision) => byName.get(decision.name) ?? { decision, ending: 'unchanged', milliseconds: 0 },
  );
}

function outcomeOf(outcomes: Outcome[], signal: AbortSignal): DeploymentOutcome {
  if (signal.aborted) return 'cancelled';
  const failures = outcomes.filter(isFailure);
  if (failures.length === 0) return 'succeeded';
  return failures.every(({ ending }) => ending === 'put back') ? 'rolled back' : 'failed';
}

/** Why it failed, for the record: the first error of each that failed. */
function reasonOf(outcomes: Outcome[]): string | undefined {
  const errors = new Set(outcomes.flatMap(({ error }) => (error instanceof Error ? [error.message] : [])));
  return errors.size === 0 ? undefined : [...errors].join('\n');
}
