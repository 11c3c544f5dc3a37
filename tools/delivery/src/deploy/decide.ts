import type { Stack } from '@prod-e/environment';
import type { Image } from '../containerize/image.ts';
import type { LiveStack } from '../platforms/index.ts';
import type { ProvenStack } from '../state/proven.ts';

/** A stack as the workspace wants it. */
export interface WantedStack {
  stack: Stack;
  stackHash: string;
  /** Only of a service. */
  image?: Image;
  /** Text of its Terraform JSON. */
  configuration: string;
  /** Values of its Terraform variables. */
  variables: Record<string, string>;
}

export type Change =
  /** Live is what is wanted, and was proven to work. */
  | 'unchanged'
  | 'create'
  | 'update'
  /** Live is what is wanted, but was never proven, or has stopped. */
  | 'retry'
  /** Live, and wanted no more. */
  | 'remove';

export interface Decision {
  name: string;
  change: Change;
  /** What differs, for the table. */
  reason: string;
  wanted?: WantedStack;
  live?: LiveStack;
}

/**
 * Compares what the workspace wants with what is live. The environment decides: no commit, no earlier run, no clock.
 *
 * @param wanted in the order of deployment
 * @returns a decision for each wanted stack in that order, then one for each that is live and wanted no more
 */
export function decide(
  wanted: WantedStack[],
  live: LiveStack[],
  proven: ReadonlyMap<string, Pick<ProvenStack, 'stackHash'>>,
): Decision[] {
  const liveByName = new Map(live.map((stack) => [stack.name, stack]));
  const names = new Set(wanted.map(({ stack }) => stack.name));
  return [
    ...wanted.map((stack) =>
      decideStack(stack, liveByName.get(stack.stack.name), proven.get(stack.stack.name)),
    ),
    ...live
      .filter(({ name }) => !names.has(name))
      .map((stack): Decision => ({
        name: stack.name,
        change: 'remove',
        reason: 'wanted no more',
        live: stack,
      })),
  ];
}

function decideStack(
  wanted: WantedStack,
  live?: LiveStack,
  proven?: Pick<ProvenStack, 'stackHash'>,
): Decision {
  const { name } = wanted.stack;
  if (!live) return { name, change: 'create', reason: '', wanted };
  const decision = (change: Change, reason: string): Decision => ({ name, change, reason, wanted, live });
  if (live.stackHash !== wanted.stackHash) {
    return decision('update', live.digest === wanted.image?.digest ? 'configuration' : 'image');
  }
  if (!live.running) return decision('retry', 'not running');
  if (live.digest !== wanted.image?.digest)
    return decision('retry', 'runs another image than its label says');
  if (proven?.stackHash !== wanted.stackHash) return decision('retry', 'not proven');
  return decision('unchanged', '');
}
