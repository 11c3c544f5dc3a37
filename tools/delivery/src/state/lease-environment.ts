import { hostname } from 'node:os';
import { exitCode, UserError } from '@prod-e/errors';
import { LedgerUnavailable, readLease, takeLease, type HeldLease, type Lease } from '@prod-e/ledger';
import type { OpenEnvironment } from '../environment/open.ts';
import { tableOf } from '../record/open-ledger.ts';
import { actorOf, linkOf } from '../record/who.ts';

type Leased = Pick<OpenEnvironment, 'environment' | 'ledger'>;

/**
 * Takes the lease of an environment that several machines deploy to.
 *
 * @returns `undefined` where there is none to take: the environment is this machine's own, or the table cannot be
 *   reached, of which is warned
 * @throws UserError (exit 3) that says who holds it
 */
export async function leaseEnvironment(
  { environment, ledger }: Leased,
  what: string,
  print: (line: string) => void,
): Promise<Lease | undefined> {
  if (environment.platform === 'local') return undefined;
  const { name } = environment;
  try {
    // What could not be reached a moment ago is not waited for again.
    if (!ledger.isReachable) throw new LedgerUnavailable('the ledger cannot be reached');
    const { lease, held } = await takeLease(tableOf(environment), name, holder(what, process.env));
    if (held) throw refused(name, held, environment.ledger.table);
    lease.lost.addEventListener('abort', () => {
      print(`${(lease.lost.reason as Error).message}, so this deployment stops`);
    });
    return lease;
  } catch (error) {
    if (!(error instanceof LedgerUnavailable)) throw error;
    const where = error.where === undefined ? '' : ` (${error.where})`;
    print(
      `warning: the lease of ${name} was not taken, since ${error.message}${where}. A deployment of another machine is kept apart by the locks of Terraform's states alone`,
    );
    return undefined;
  }
}

/** Whether somebody holds an environment's lease, as far as that can be asked. */
export async function isLeased({ environment }: Pick<Leased, 'environment'>): Promise<boolean> {
  if (environment.platform === 'local') return false;
  try {
    return (await readLease(tableOf(environment), environment.name)) !== undefined;
  } catch (error) {
    if (error instanceof LedgerUnavailable) return false;
    throw error;
  }
}

function holder(what: string, env: NodeJS.ProcessEnv): string {
  const link = linkOf(env);
  const who = `${what} by ${actorOf(env)} on ${hostname()} (process ${process.pid})`;
  return link === undefined ? who : `${who}, ${link}`;
}

const refused = (name: string, { holder: other, since, until }: HeldLease, table: string) =>
  new UserError(`another machine holds the lease of ${name}: ${other} since ${since.toISOString()}`, {
    where: `DynamoDB table ${table}`,
    next: `wait until it has ended, then run this again; if it is dead, its lease runs out at ${until.toISOString()}`,
    exit: exitCode.refused,
  });
