import {
  newDeploymentId,
  releaseOf,
  type DeploymentEnd,
  type DeploymentOutcome,
  type DeploymentStart,
  type ImageUse,
  type ReleasedStack,
} from '@prod-e/ledger';
import type { Records, WantedStack } from '../decide/index.ts';
import { isDown, type Outcome } from '../deploy/outcome.ts';
import type { OpenEnvironment } from '../environment/open.ts';
import { fingerprint, type LiveStack } from '../platforms/index.ts';
import { shippedCommits } from './shipped-commits.ts';
import { actorOf, linkOf } from './who.ts';

/** Writes down a deployment while it goes on. */
export interface Recorder {
  readonly start: DeploymentStart;
  /** Commit of the deployment that was live before, where one is recorded. */
  readonly previousCommit?: string;
  /** Before anything of a stack is changed. */
  attempt(stack: WantedStack): Promise<void>;
  /** Once a stack is live and works. */
  proof(stack: WantedStack, live: LiveStack, commit?: string): Promise<void>;
  removed(name: string): Promise<void>;
  end(outcome: DeploymentOutcome, end: RecordedEnd): Promise<DeploymentEnd>;
}

export interface RecordedEnd {
  outcomes: Outcome[];
  images: ImageUse[];
  records: Records;
  reason?: string;
}

export interface RecorderOptions {
  open: OpenEnvironment;
  kind: DeploymentStart['kind'];
  commit: string;
  env: NodeJS.ProcessEnv;
}

/** Records that a deployment has started, and those that were under way as abandoned: whoever began them is dead. */
export async function startRecord({ open, kind, commit, env }: RecorderOptions): Promise<Recorder> {
  const { ledger, workspaceRoot } = open;
  const environment = open.environment.name;
  await abandon(open);
  const [last] = await ledger.deployments({ environment, limit: 1 });
  const startedAt = new Date();
  const link = linkOf(env);
  const id = newDeploymentId(startedAt);
  const start: DeploymentStart = {
    ...{ id, environment, kind, actor: actorOf(env), commit },
    startedAt: startedAt.toISOString(),
    ...(link !== undefined && { link }),
  };
  await ledger.start(start);
  return {
    start,
    ...(last && { previousCommit: last.commit }),
    attempt: ({ stack, stackHash }) =>
      ledger.recordAttempt(environment, stack.name, { deploymentId: id, stackHash }),
    async proof(wanted, live, provenCommit = commit) {
      const { stack, stackHash, configuration, variables } = wanted;
      await ledger.keepSnapshot(environment, {
        ...{ name: stack.name, stackHash, configuration, variables },
        stack: JSON.stringify(stack),
      });
      await ledger.recordProof(environment, stack.name, {
        ...{ deploymentId: id, stackHash, at: new Date().toISOString(), commit: provenCommit },
        ...(live.digest !== undefined && { digest: live.digest }),
        ...(live.revision !== undefined && { revision: live.revision }),
        settings: fingerprint(live.settings, stack.service?.definition.secrets ?? []),
      });
    },
    removed: (name) => ledger.forgetStack(environment, name, id),
    async end(outcome, { outcomes, images, records, reason }) {
      const stacks = releasedStacks(outcomes, records);
      const end: DeploymentEnd = {
        outcome,
        endedAt: new Date().toISOString(),
        ...(reason !== undefined && { reason }),
        stacks: outcomes.map(stackChange),
        images,
        commits: kind === 'deploy' ? await shippedCommits(workspaceRoot, commit, last?.commit) : [],
        ...(stacks && { release: releaseOf(stacks) }),
      };
      await ledger.end(environment, id, end);
      return end;
    },
  };
}

async function abandon({ ledger, environment }: OpenEnvironment): Promise<void> {
  for (const { id } of await ledger.underWay(environment.name)) {
    await ledger.end(environment.name, id, {
      ...{ outcome: 'abandoned', endedAt: new Date().toISOString() },
      reason: 'it never ended: its process was killed',
      ...{ stacks: [], images: [], commits: [] },
    });
  }
}

function stackChange({ decision, ending, milliseconds, error }: Outcome): DeploymentEnd['stacks'][number] {
  const { name, change, live, wanted } = decision;
  return {
    ...{ name, change, ending, milliseconds },
    ...(live && { from: released(live.stackHash, live.digest, live.inputTag) }),
    ...(wanted && { to: released(wanted.stackHash, wanted.image?.digest, wanted.image?.tag) }),
    ...(error instanceof Error && { reason: error.message }),
  };
}

/** What the environment runs now; `undefined` where that is not known of every stack. */
function releasedStacks(outcomes: Outcome[], records: Records): Record<string, ReleasedStack> | undefined {
  if (outcomes.some(isDown)) return undefined;
  const stacks: Record<string, ReleasedStack> = {};
  for (const { decision, ending } of outcomes) {
    const { name, wanted } = decision;
    const proof = records.get(name)?.proof;
    if (ending === 'removed') continue;
    if (ending === 'put back' && proof) stacks[name] = released(proof.stackHash, proof.digest);
    else if (wanted) stacks[name] = released(wanted.stackHash, wanted.image?.digest, wanted.image?.tag);
  }
  return stacks;
}

const released = (stackHash: string, digest?: string, inputTag?: string): ReleasedStack => ({
  stackHash,
  ...(digest !== undefined && { digest }),
  ...(inputTag !== undefined && { inputTag }),
});
