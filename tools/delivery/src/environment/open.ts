import { assertSetUp, type Environment } from '@prod-e/environment';
import type { Records } from '../decide/index.ts';
import { livePlatformOf, type LivePlatform, type LiveStack } from '../platforms/index.ts';
import { openLedger, type SpooledLedger } from '../record/open-ledger.ts';
import { environmentFolder } from '../state/folders.ts';

/** An environment as a command has it before it: what runs there, and what is recorded of it. */
export interface OpenEnvironment {
  workspaceRoot: string;
  environment: Environment;
  /** Where its state is kept on this machine. */
  folder: string;
  platform: LivePlatform;
  ledger: SpooledLedger;
}

export interface OpenOptions {
  workspaceRoot: string;
  environment: Environment;
  print: (line: string) => void;
}

/**
 * Opens an environment for as long as it is used.
 *
 * @throws UserError (exit 2) where placeholders still stand in it
 */
export async function inEnvironment<T>(
  { workspaceRoot, environment, print }: OpenOptions,
  use: (open: OpenEnvironment) => Promise<T>,
): Promise<T> {
  assertSetUp(environment);
  const folder = environmentFolder(workspaceRoot, environment.name);
  const [platform, ledger] = await Promise.all([
    livePlatformOf(environment),
    openLedger(environment, folder, print),
  ]);
  try {
    return await use({ workspaceRoot, environment, folder, platform, ledger });
  } finally {
    // Once more, since a runner that is thrown away takes its spool with it.
    if (!ledger.isReachable) await ledger.flush();
    ledger.close();
  }
}

/**
 * What is live, and what is recorded of it.
 *
 * @param wanted names of the services that are asked for besides those that are recorded
 */
export async function readEnvironment(
  { environment, platform, ledger }: OpenEnvironment,
  wanted: readonly string[],
): Promise<{ live: LiveStack[]; records: Records }> {
  const records = await ledger.stacks(environment.name);
  const services = [...new Set([...wanted, ...records.keys()])].sort();
  return { live: await platform.read({ services, known: knownRevisions(records) }), records };
}

const knownRevisions = (records: Records): ReadonlyMap<string, string> =>
  new Map(
    [...records.values()].flatMap(({ proof }) =>
      proof?.revision === undefined || proof.digest === undefined ? [] : [[proof.revision, proof.digest]],
    ),
  );
