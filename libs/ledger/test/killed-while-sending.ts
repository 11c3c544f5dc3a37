import { openSqliteLedger, withSpool } from '../src/index.ts';
import { endAt, idAt, proofAt, startAt } from './samples.ts';

/** A deployment that is killed as it sends its end: files of the ledger and of the spool. */
const [file = '', spoolFile = ''] = process.argv.slice(2);

const remote = openSqliteLedger(file);
const ledger = withSpool(
  {
    ...remote,
    end: () => {
      process.kill(process.pid, 'SIGKILL');
      return new Promise(() => undefined);
    },
  },
  spoolFile,
);
await ledger.start(startAt(1));
await Promise.all([ledger.end('dev', idAt(1), endAt(1)), ledger.recordProof('dev', 'web', proofAt(1))]);
