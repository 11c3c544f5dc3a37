import type { Stack } from '@prod-e/environment';
import type { Proof, StackRecord } from '@prod-e/ledger';
import type { Image } from '../containerize/image.ts';
import { differences, type LiveStack } from '../platforms/index.ts';
import { whatDiffers } from './stack-hash.ts';

/** A stack as the workspace, or an earlier release, wants it. */
export interface WantedStack {
  stack: Stack;
  stackHash: string;
  /** Only of a service. In a plan its digest is empty where it is yet to be built. */
  image?: Pick<Image, 'tag' | 'digest'>;
  /** Text of its Terraform JSON. */
  configuration: string;
  /** Values of its Terraform variables. */
  variables: Record<string, string>;
}

export const changes = ['unchanged', 'create', 'update', 'retry', 'drifted', 'remove'] as const;

/**
 * - `unchanged`: live is what is wanted, and was proven to work
 * - `create`: nothing of it is live, nor ever was
 * - `update`: something else is wanted than what is live
 * - `retry`: it was attempted, and never proven: its last rollout failed, was rolled back, or never ended; or another
 *   release was attempted since it was proven, and nobody knows how that ended
 * - `drifted`: it was proven, and live differs from what was recorded then
 * - `remove`: live, and wanted no more
 */
export type Change = (typeof changes)[number];

export interface Decision {
  name: string;
  change: Change;
  /** What differs, for the table. */
  reason: string;
  wanted?: WantedStack;
  live?: LiveStack;
}

/** What is recorded of an environment's stacks, by name. */
export type Records = ReadonlyMap<string, StackRecord>;

/**
 * Compares what is wanted with what is live, and with what was recorded when it was proven. The environment decides: no
 * commit, no earlier run, no clock.
 *
 * @param wanted in the order of deployment
 * @returns a decision for each wanted stack in that order, then one for each that is live and wanted no more
 */
export function decide(wanted: WantedStack[], live: LiveStack[], records: Records): Decision[] {
  const liveByName = new Map(live.map((stack) => [stack.name, stack]));
  const names = new Set(wanted.map(({ stack }) => stack.name));
  const decisions = wanted.map((stack): Decision => {
    const { name } = stack.stack;
    const found = liveByName.get(name);
    return {
      name,
      ...compare(stack, found, records.get(name)),
      wanted: stack,
      ...(found && { live: found }),
    };
  });
  const removals = live
    .filter(({ name }) => !names.has(name))
    .map((stack): Decision => ({
      name: stack.name,
      change: 'remove',
      reason: 'wanted no more',
      live: stack,
    }));
  return [...decisions, ...removals];
}

type Verdict = Pick<Decision, 'change' | 'reason'>;

function compare(wanted: WantedStack, live?: LiveStack, record: StackRecord = {}): Verdict {
  const proof = record.proof?.stackHash === wanted.stackHash ? record.proof : undefined;
  const wasAttempted = record.attempt?.stackHash === wanted.stackHash && !proof;
  if (!live) return whenAbsent(wasAttempted, record);
  if (proof) return whenProven(live, proof, record);
  if (live.stackHash === wanted.stackHash) return { change: 'retry', reason: whyNotProven(wanted, live) };
  return wasAttempted
    ? { change: 'retry', reason: 'the last attempt failed' }
    : { change: 'update', reason: whatIsNew(wanted, live) };
}

function whenAbsent(wasAttempted: boolean, { proof }: StackRecord): Verdict {
  if (wasAttempted) return { change: 'retry', reason: 'the last attempt failed' };
  return proof ? { change: 'drifted', reason: 'gone' } : { change: 'create', reason: '' };
}

function whenProven(live: LiveStack, proof: Proof, { attempt }: StackRecord): Verdict {
  const drift = driftOf(live, proof);
  if (drift.length > 0) return { change: 'drifted', reason: drift.join(', ') };
  // Its Terraform outlives a deployment that is killed, and may yet make another release live.
  const isOutlived = attempt !== undefined && attempt.deploymentId > proof.deploymentId;
  return isOutlived
    ? { change: 'retry', reason: 'an attempt at another release never ended' }
    : { change: 'unchanged', reason: '' };
}

/** How a live stack differs from what was recorded when it was proven. */
export const driftOf = (live: LiveStack, { stackHash, digest, settings }: Proof): string[] => [
  ...(live.stackHash === stackHash ? [] : ['carries another stack hash']),
  ...(live.digest === digest ? [] : ['runs another image']),
  ...(live.failed === undefined ? [] : [live.failed]),
  ...(live.running ? [] : ['not running']),
  ...differences(settings, live.settings),
];

function whyNotProven(wanted: WantedStack, live: LiveStack): string {
  if (live.failed !== undefined) return live.failed;
  if (live.digest !== wanted.image?.digest) return 'runs another image than its label says';
  return live.running ? 'not proven' : 'not running';
}

function whatIsNew({ stack, stackHash, image }: WantedStack, live: LiveStack): string {
  if (!stack.service) return 'infrastructure';
  const toBuild = image?.digest === '' ? ' (to be built)' : '';
  // A hash of another length is of an earlier version of this program.
  const differing = live.stackHash.length === stackHash.length ? whatDiffers(live.stackHash, stackHash) : [];
  return (differing.length === 0 ? ['configuration'] : differing)
    .map((what) => (what === 'image' ? what + toBuild : what))
    .join(', ');
}

/** Whether Terraform could know of no difference: it was stopped, removed, changed, or put there by hand. */
export const mustReplace = ({ change, live, wanted }: Decision): boolean =>
  change === 'drifted' || !live?.running || live.digest !== wanted?.image?.digest;
