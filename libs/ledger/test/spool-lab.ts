import { join } from 'node:path';
import { scratchFolder, type Scratch } from '@prod-e/testing/fixtures';
import { openSqliteLedger, withSpool, type Ledger, type SpooledLedger } from '../src/index.ts';
import { flaky, type FlakyLedger } from './flaky-ledger.ts';
import { attemptAt, endAt, idAt, proofAt, snapshotOf, startAt } from './samples.ts';

/** A ledger with a spool before it, for each test of a file; the line between them can be cut. */
export interface SpoolLab {
  /** The line: of the command that was opened last. */
  remote: FlakyLedger;
  warnings: string[];
  remoteFile(): string;
  spoolFile(): string;
  /** As another command would: a handle of its own on everything. */
  open(spoolFile?: string): SpooledLedger;
  /** The same with a ledger that differs in some methods. */
  openWith(methods: Partial<Ledger>): SpooledLedger;
  /** The ledger itself, past the spool. */
  behind(): Ledger;
  /** Closes what is open. */
  close(): void;
}

export function spoolLab(): SpoolLab {
  let scratch: Scratch;
  const opened: Ledger[] = [];
  const keep = <T extends Ledger>(ledger: T): T => {
    opened.push(ledger);
    return ledger;
  };
  const behind = () => keep(openSqliteLedger(lab.remoteFile()));
  const lab: SpoolLab = {
    remote: { isDown: false, calls: [], ledger: {} as Ledger },
    warnings: [],
    remoteFile: () => join(scratch.folder, 'remote.sqlite'),
    spoolFile: () => join(scratch.folder, 'state/spool.sqlite'),
    open(spoolFile = lab.spoolFile()) {
      const { isDown } = lab.remote;
      lab.remote = flaky(behind());
      lab.remote.isDown = isDown;
      return keep(withSpool(lab.remote.ledger, spoolFile, { warn: (line) => lab.warnings.push(line) }));
    },
    openWith: (methods) =>
      keep(
        withSpool({ ...behind(), ...methods }, lab.spoolFile(), { warn: (line) => lab.warnings.push(line) }),
      ),
    behind,
    close() {
      for (const ledger of opened.splice(0)) ledger.close();
    },
  };

  beforeEach(() => {
    scratch = scratchFolder();
    lab.warnings = [];
    lab.remote = flaky(behind());
  });
  afterEach(() => {
    lab.close();
    scratch.remove();
  });
  return lab;
}

/** The nine writes of a deployment of two stacks. */
export async function deploy(ledger: Ledger): Promise<void> {
  await ledger.start(startAt(1));
  await Promise.all(
    ['web', 'api'].map(async (stack) => {
      await ledger.recordAttempt('dev', stack, attemptAt(1));
      await ledger.keepSnapshot('dev', snapshotOf(stack, 'hash-1'));
      await ledger.recordProof('dev', stack, proofAt(1));
    }),
  );
  await ledger.forgetStack('dev', 'old', idAt(1));
  await ledger.end('dev', idAt(1), endAt(1));
}

/** Expects that a ledger tells of {@link deploy} what there is to tell. */
export async function expectDeployed(ledger: Ledger): Promise<void> {
  expect(await ledger.deployment('dev', idAt(1))).toEqual({ ...startAt(1), end: endAt(1) });
  const record = { attempt: attemptAt(1), proof: proofAt(1) };
  expect(Object.fromEntries(await ledger.stacks('dev'))).toEqual({ api: record, web: record });
  expect(await ledger.snapshot('dev', 'web', 'hash-1')).toEqual(snapshotOf('web', 'hash-1'));
  expect(await ledger.underWay('dev')).toEqual([]);
}
