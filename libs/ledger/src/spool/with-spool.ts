import type { Ledger } from '../ledger.ts';
import type { Warn } from '../sqlite/database.ts';
import { openSqliteLedger } from '../sqlite/ledger.ts';
import { LedgerUnavailable } from '../unavailable.ts';
import { applyWrite, checkedWrite, writerOf, type LedgerWrite } from '../write.ts';
import { newCircuit } from './circuit.ts';
import { mirrorDeployments, mirrorStacks } from './mirror.ts';
import { senderOf } from './sender.ts';
import { openSpool, type Spool } from './spool.ts';

export interface SpooledLedger extends Ledger {
  /** Whether the ledger itself was reached. Where it was not, what is told comes from this machine's copy of it. */
  readonly isReachable: boolean;
  /** Sends what waits, even if the ledger could not be reached before. @returns how many entries are left in the spool */
  flush(): Promise<{ waiting: number; refused: number }>;
}

export interface SpoolOptions {
  /** Told, once each: that the ledger cannot be reached, which entries it refuses, that a broken file was moved aside. */
  warn?: Warn;
}

/**
 * A ledger that is no reason for a deployment to fail. Every write goes into a file of this machine first, then to the
 * ledger; what that could not take is sent with the next command. Reads are answered by a copy of what was written and
 * read here where the ledger cannot be reached. The ledger is not asked again after it could not be reached once.
 *
 * @param spoolFile the copy is kept beside it, as `<spoolFile>-mirror`
 * @throws UserError where the files cannot be used, or what is to be written is no valid record
 */
export function withSpool(remote: Ledger, spoolFile: string, options: SpoolOptions = {}): SpooledLedger {
  const { warn = () => undefined } = options;
  const spool = openSpool(spoolFile, warn);
  const mirror = openSqliteLedger(`${spoolFile}-mirror`, { warn });
  const circuit = newCircuit(spoolFile, warn);
  const sender = senderOf(remote, spool, circuit, warn);
  const ready = mirrorSpool(spool, mirror);
  // Told by the first call that waits for it.
  ready.catch(() => undefined);

  const write = async (value: LedgerWrite): Promise<void> => {
    spool.add(JSON.stringify(value));
    await ready;
    await applyWrite(mirror, value);
    await sender.send();
  };

  /** @param learn brings what the ledger told into the mirror */
  const read = async <T>(ask: (ledger: Ledger) => Promise<T>, learn: (told: T) => Promise<void>) => {
    await ready;
    await sender.send();
    if (!circuit.closed) return ask(mirror);
    let told: T;
    try {
      told = await ask(remote);
    } catch (error) {
      if (!(error instanceof LedgerUnavailable)) throw error;
      circuit.open(error);
      return ask(mirror);
    }
    await learn(told);
    return told;
  };

  return {
    ...writerOf(write),
    deployment: (environment, id) =>
      read(
        (ledger) => ledger.deployment(environment, id),
        (told) => mirrorDeployments(mirror, told ? [told] : []),
      ),
    deployments: (query) =>
      read(
        (ledger) => ledger.deployments(query),
        (told) => mirrorDeployments(mirror, told),
      ),
    underWay: (environment) =>
      read(
        (ledger) => ledger.underWay(environment),
        (told) => mirrorDeployments(mirror, told),
      ),
    async stacks(environment) {
      await ready;
      const known = await mirror.stacks(environment);
      return read(
        (ledger) => ledger.stacks(environment),
        (told) => mirrorStacks(mirror, environment, told, known),
      );
    },
    snapshot: (environment, name, stackHash) =>
      read(
        (ledger) => ledger.snapshot(environment, name, stackHash),
        async (told) => {
          if (told) await mirror.keepSnapshot(environment, told);
        },
      ),
    get isReachable() {
      return circuit.closed;
    },
    async flush() {
      await ready;
      circuit.close();
      await sender.send();
      return sender.counts();
    },
    close() {
      remote.close();
      mirror.close();
      spool.close();
    },
  };
}

/** What a process that was killed had kept, but not yet mirrored. */
async function mirrorSpool(spool: Spool, mirror: Ledger): Promise<void> {
  for (const { write } of spool.entries()) {
    try {
      await applyWrite(mirror, checkedWrite(JSON.parse(write)));
    } catch {
      // The sender tells of an entry that nothing can take.
    }
  }
}
