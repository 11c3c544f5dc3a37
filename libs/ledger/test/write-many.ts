import { openSqliteLedger } from '../src/index.ts';
import { attemptAt, endAt, idAt, startAt } from './samples.ts';

/** A process of its own that writes to a ledger: its file, the first second, how many. */
const [file = '', first = '0', count = '0'] = process.argv.slice(2);

const ledger = openSqliteLedger(file);
for (let seconds = Number(first); seconds < Number(first) + Number(count); seconds++) {
  await ledger.start(startAt(seconds));
  await ledger.recordAttempt('dev', 'web', attemptAt(seconds));
  await ledger.end('dev', idAt(seconds), endAt(seconds));
}
ledger.close();
