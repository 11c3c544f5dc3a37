import { DatabaseSync } from 'node:sqlite';
import { UserError } from '@prod-e/errors';
import { endAt, idAt, startAt } from '../../test/samples.ts';
import { deploy, expectDeployed, spoolLab } from '../../test/spool-lab.ts';

describe('an entry of a spool that the ledger refuses', () => {
  const lab = spoolLab();

  /** Behind the spool's back, as an older version might have left it. */
  function poison(write: string): void {
    const database = new DatabaseSync(lab.spoolFile());
    database.prepare('INSERT INTO writes (at, write) VALUES (?, ?)').run('then', write);
    database.close();
  }
  const kept = () => {
    const database = new DatabaseSync(lab.spoolFile(), { readOnly: true });
    const rows = database.prepare('SELECT number, refused FROM writes').all();
    database.close();
    return rows;
  };

  it.each([
    ['is no JSON', '{"write":', 'it is no JSON'],
    ['is no write', '{"write":"sing"}', 'the ledger takes no such sing: '],
    ['is no object', 'null', 'the ledger takes no such entry: '],
  ])('since it %s is kept and told of, and the rest is sent', async (_what, write, reason) => {
    lab.remote.isDown = true;
    const first = lab.open();
    await first.start(startAt(1));
    poison(write);
    await first.end('dev', idAt(1), endAt(1));
    first.close();

    lab.warnings = [];
    lab.remote.isDown = false;
    expect(await lab.open().flush()).toEqual({ waiting: 0, refused: 1 });
    expect(await lab.behind().deployment('dev', idAt(1))).toEqual({ ...startAt(1), end: endAt(1) });
    const told = `the ledger refuses entry 2 of the spool, which is kept there: ${reason}`;
    expect(lab.warnings).toEqual([expect.stringContaining(told)]);
    expect(kept()).toEqual([{ number: 2, refused: expect.stringContaining(reason) }]);
  });

  it('as it is written stops no deployment, and is tried again by the next command', async () => {
    const ledger = lab.openWith({ keepSnapshot: () => Promise.reject(new UserError('too large')) });
    await deploy(ledger);
    expect(await ledger.flush()).toEqual({ waiting: 0, refused: 2 });
    expect(ledger.isReachable).toBe(true);
    expect(lab.warnings).toHaveLength(2);
    expect((await lab.behind().deployment('dev', idAt(1)))?.end).toEqual(endAt(1));

    expect(await lab.open().flush()).toEqual({ waiting: 0, refused: 0 });
    await expectDeployed(lab.behind());
  });
});
