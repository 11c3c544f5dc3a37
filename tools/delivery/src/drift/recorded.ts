import type { Proof } from '@prod-e/ledger';
import { driftOf, type Records } from '../decide/index.ts';
import type { LiveStack } from '../platforms/index.ts';

/** A stack, live beside what was recorded of it. */
export interface Compared {
  name: string;
  /** What live differs in from what was recorded; nothing where it does not. */
  differs: string[];
  isLive: boolean;
  /** What it runs, or should; only of a service. */
  digest?: string;
  /** What was recorded; absent where it was never proven. */
  proof?: Proof;
}

/**
 * Compares what is live with what was recorded when it was proven, whatever the workspace wants now.
 *
 * @returns sorted by name
 */
export function compareRecorded(live: LiveStack[], records: Records): Compared[] {
  const liveByName = new Map(live.map((stack) => [stack.name, stack]));
  return [...new Set([...records.keys(), ...liveByName.keys()])].sort().map((name) => {
    const found = liveByName.get(name);
    const { proof } = records.get(name) ?? {};
    const digest = found?.digest ?? proof?.digest;
    return {
      ...{ name, isLive: found !== undefined, differs: whatDiffers(found, proof) },
      ...(digest !== undefined && { digest }),
      ...(proof && { proof }),
    };
  });
}

function whatDiffers(live?: LiveStack, proof?: Proof): string[] {
  if (!live) return proof ? ['gone'] : [];
  return proof ? driftOf(live, proof) : ['never proven'];
}
