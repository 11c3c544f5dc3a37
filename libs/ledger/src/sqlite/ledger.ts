import { gzipJson } from '../gzip.ts';
import type { Ledger } from '../ledger.ts';
import { writerOf, type LedgerWrite } from '../write.ts';
import { openDatabase, type Warn } from './database.ts';
import { readable } from './errors.ts';
import { deploymentOf, snapshotOf, stackRecordsOf, type Row } from './rows.ts';
import { ledgerVersions } from './schema.ts';
import { statementsOf, type Statements } from './statements.ts';

export interface SqliteLedgerOptions {
  /** Told when a broken file was moved aside. */
  warn?: Warn;
}

/**
 * The ledger in a file of this machine, which several processes may use at once.
 *
 * @param file made with its folder where it is not there; moved to `<file>.corrupt-<time>` where it is broken
 * @throws UserError where the file cannot be used
 */
export function openSqliteLedger(file: string, { warn }: SqliteLedgerOptions = {}): Ledger {
  const database = openDatabase(file, { what: 'ledger', versions: ledgerVersions, warn });
  const statements = statementsOf(database);
  const ask = <T>(question: () => T): Promise<T> =>
    Promise.try(() => {
      try {
        return question();
      } catch (error) {
        throw readable(error, 'ledger', file);
      }
    });
  const rows = (statement: keyof Statements, ...values: (string | number)[]): Row[] =>
    statements[statement].all(...values);

  return {
    ...writerOf((write) => ask(() => void apply(statements, write))),
    deployment: (environment, id) => ask(() => rows('deployment', environment, id).map(deploymentOf)[0]),
    deployments: ({ environment, limit, before }) =>
      ask(() =>
        (before === undefined
          ? rows('newest', environment, limit)
          : rows('before', environment, before, limit)
        ).map(deploymentOf),
      ),
    underWay: (environment) => ask(() => rows('underWay', environment).map(deploymentOf)),
    stacks: (environment) => ask(() => stackRecordsOf(rows('stacks', environment))),
    snapshot: (environment, name, stackHash) =>
      ask(() => rows('snapshot', environment, name, stackHash).map(snapshotOf)[0]),
    close() {
      if (database.isOpen) database.close();
    },
  };
}

function apply(statements: Statements, write: LedgerWrite): unknown {
  const json = JSON.stringify;
  switch (write.write) {
    case 'start': {
      const { environment, id } = write.deployment;
      return statements.start.run(environment, id, json(write.deployment));
    }
    case 'end':
      return statements.end.run(write.environment, write.id, write.end.outcome, json(write.end));
    case 'attempt': {
      const { environment, stack, attempt } = write;
      return statements.attempt.run(environment, stack, attempt.deploymentId, json(attempt));
    }
    case 'proof': {
      const { environment, stack, proof } = write;
      return statements.proof.run(environment, stack, proof.deploymentId, json(proof));
    }
    case 'forget':
      return statements.forget.run(write.environment, write.stack, write.deploymentId);
    case 'snapshot': {
      const { environment, snapshot } = write;
      return statements.keep.run(environment, snapshot.name, snapshot.stackHash, gzipJson(snapshot));
    }
  }
}
