import { spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { UserError } from '@prod-e/errors';
import { scratchFolder, type Scratch } from '@prod-e/testing/fixtures';
import { itIsALedger } from '../../test/contract.ts';
import { flaky, type FlakyLedger } from '../../test/flaky-ledger.ts';
import { tellsTheSameInTheEnd } from '../../test/property.ts';
import { attemptAt, endAt, idAt, proofAt, snapshotOf, startAt } from '../../test/samples.ts';
import type { Ledger } from '../ledger.ts';
import { openSqliteLedger } from '../sqlite/ledger.ts';
import { applyWrite } from '../write.ts';
import { withSpool, type SpooledLedger } from './with-spool.ts';

describe('a ledger with a spool', () => {
  let scratch: Scratch;
  let remote: FlakyLedger;
  let warnings: string[] = [];
  const opened: Ledger[] = [];
  const remoteFile = () => join(scratch.folder, 'remote.sqlite');
  const spoolFile = () => join(scratch.folder, 'state/spool.sqlite');
  const keep = <T extends Ledger>(ledger: T): T => {
    opened.push(ledger);
    return ledger;
  };
  /** As another command would: a handle of its own on everything. */
  const open = (file = spoolFile()): SpooledLedger => {
    const { isDown } = remote;
    remote = flaky(keep(openSqliteLedger(remoteFile())));
    remote.isDown = isDown;
    return keep(withSpool(remote.ledger, file, { warn: (line) => warnings.push(line) }));
  };
  /** The ledger itself, past the spool. */
  const behind = () => keep(openSqliteLedger(remoteFile()));

  beforeEach(() => {
    scratch = scratchFolder();
    warnings = [];
    remote = flaky(keep(openSqliteLedger(remoteFile())));
  });
  afterEach(() => {
    for (const ledger of opened.splice(0)) ledger.close();
    scratch.remove();
  });

  async function deploy(ledger: Ledger): Promise<void> {
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

  async function expectDeployed(ledger: Ledger): Promise<void> {
    expect(await ledger.deployment('dev', idAt(1))).toEqual({ ...startAt(1), end: endAt(1) });
    const record = { attempt: attemptAt(1), proof: proofAt(1) };
    expect(Object.fromEntries(await ledger.stacks('dev'))).toEqual({ api: record, web: record });
    expect(await ledger.snapshot('dev', 'web', 'hash-1')).toEqual(snapshotOf('web', 'hash-1'));
    expect(await ledger.underWay('dev')).toEqual([]);
  }

  describe('that is reached', () => {
    // Each handle with a spool of its own, as on two machines.
    let handles = 0;
    itIsALedger(() => open(join(scratch.folder, `spool-${handles++}.sqlite`)));

    it('has written before a write returns, and keeps nothing', async () => {
      const ledger = open();
      await deploy(ledger);
      await expectDeployed(behind());
      expect(await ledger.flush()).toEqual({ waiting: 0, refused: 0 });
      expect(ledger.isReachable).toBe(true);
      expect(warnings).toEqual([]);
    });

    it('is told what is no valid record, which is not kept', async () => {
      const ledger = open();
      await expect(ledger.recordProof('dev', 'web', proofAt(1, { at: 'now' }))).rejects.toBeInstanceOf(
        UserError,
      );
      expect(await ledger.flush()).toEqual({ waiting: 0, refused: 0 });
    });

    it('tells an error of a read that is not its being out of reach', async () => {
      const ledger = keep(
        withSpool(
          { ...remote.ledger, stacks: () => Promise.reject(new UserError('its record cannot be read')) },
          spoolFile(),
        ),
      );
      await expect(ledger.stacks('dev')).rejects.toThrow('its record cannot be read');
    });
  });

  describe('that cannot be reached', () => {
    beforeEach(() => {
      remote.isDown = true;
    });

    it('stops no deployment, is tried once, and warns once of what is kept where', async () => {
      const ledger = open();
      await deploy(ledger);
      await ledger.stacks('dev');
      expect(remote.calls).toEqual(['start']);
      expect(ledger.isReachable).toBe(false);
      expect(warnings).toEqual([
        `the ledger cannot be reached: cut (table history; wait). What happens is kept in ${spoolFile()}, and sent by the next command`,
      ]);
    });

    it('is tried once by reads, too', async () => {
      const ledger = open();
      expect(await ledger.deployments({ environment: 'dev', limit: 5 })).toEqual([]);
      expect(await ledger.underWay('dev')).toEqual([]);
      expect(remote.calls).toEqual(['deployments']);
      expect(ledger.isReachable).toBe(false);
    });

    it('tells what was written here', async () => {
      const ledger = open();
      await deploy(ledger);
      await expectDeployed(ledger);
    });

    it('is told everything exactly once, in order, by the next command that reaches it', async () => {
      await deploy(open());
      remote.isDown = false;
      const next = open();
      await expectDeployed(next);
      await expectDeployed(behind());
      const writes = remote.calls.filter((name) => !/^(deployment|stacks|snapshot|underWay)$/.test(name));
      expect([...writes].sort()).toEqual(
        [
          ['start', 'end', 'forgetStack'],
          ['recordAttempt', 'recordAttempt', 'recordProof', 'recordProof'],
          ['keepSnapshot', 'keepSnapshot'],
        ]
          .flat()
          .sort(),
      );
      expect(writes[0]).toBe('start');
      expect(writes.at(-1)).toBe('end');
      expect(await next.flush()).toEqual({ waiting: 0, refused: 0 });
    });

    it('is tried again by flush, in the same command', async () => {
      const ledger = open();
      await deploy(ledger);
      expect(await ledger.flush()).toEqual({ waiting: 9, refused: 0 });
      remote.isDown = false;
      expect(await ledger.flush()).toEqual({ waiting: 0, refused: 0 });
      expect(ledger.isReachable).toBe(true);
      await expectDeployed(behind());
    });

    it('is told by either of two commands that share the spool', async () => {
      const first = open();
      await deploy(first);
      remote.isDown = false;
      const second = open();
      await Promise.all([second.flush(), first.flush()]);
      await expectDeployed(behind());
      expect(await second.flush()).toEqual({ waiting: 0, refused: 0 });
    });
  });

  it('is told the rest when the line is cut in the middle of a deployment', async () => {
    const ledger = open();
    await ledger.start(startAt(1));
    remote.isDown = true;
    await deploy(ledger);
    expect(await behind().underWay('dev')).toHaveLength(1);
    remote.isDown = false;
    await open().flush();
    await expectDeployed(behind());
  });

  it('tells what was read here before it could not be reached', async () => {
    await deploy(behind());
    await expectDeployed(open());
    remote.isDown = true;
    await expectDeployed(open());
  });

  it('does not tell a stack that another machine has forgotten', async () => {
    await deploy(open());
    await behind().forgetStack('dev', 'web', idAt(2));
    expect([...(await open().stacks('dev')).keys()]).toEqual(['api']);
    remote.isDown = true;
    expect([...(await open().stacks('dev')).keys()]).toEqual(['api']);
  });

  it('sends what a process had kept that was killed before it could send it', async () => {
    const program = join(__dirname, '../../test/killed-while-sending.ts');
    const killed = spawnSync(process.execPath, [program, remoteFile(), spoolFile()], { encoding: 'utf8' });
    expect(killed.signal).toBe('SIGKILL');
    expect(await behind().underWay('dev')).toHaveLength(1);

    remote.isDown = true;
    const unreached = open();
    expect((await unreached.deployment('dev', idAt(1)))?.end).toEqual(endAt(1));

    remote.isDown = false;
    expect(await open().flush()).toEqual({ waiting: 0, refused: 0 });
    expect(await behind().deployment('dev', idAt(1))).toEqual({ ...startAt(1), end: endAt(1) });
    expect((await behind().stacks('dev')).get('web')).toEqual({ proof: proofAt(1) });
  });

  describe('with an entry that the ledger refuses', () => {
    /** Behind the ledger's back, as an older version might have left it. */
    function poison(write: string): void {
      const database = new DatabaseSync(spoolFile());
      database.prepare('INSERT INTO writes (at, write) VALUES (?, ?)').run('then', write);
      database.close();
    }
    const kept = () => {
      const database = new DatabaseSync(spoolFile(), { readOnly: true });
      const rows = database.prepare('SELECT number, refused FROM writes').all();
      database.close();
      return rows;
    };

    it.each([
      ['is no JSON', '{"write":', 'it is no JSON'],
      ['is no write', '{"write":"sing"}', 'the ledger takes no such sing: Invalid discriminator'],
      ['is no object', 'null', 'the ledger takes no such entry: '],
    ])('sends the rest, keeps it and tells of it where it %s', async (_what, write, reason) => {
      remote.isDown = true;
      const first = open();
      await first.start(startAt(1));
      poison(write);
      await first.end('dev', idAt(1), endAt(1));
      first.close();

      warnings = [];
      remote.isDown = false;
      const ledger = open();
      expect(await ledger.flush()).toEqual({ waiting: 0, refused: 1 });
      expect(await behind().deployment('dev', idAt(1))).toEqual({ ...startAt(1), end: endAt(1) });
      expect(warnings).toEqual([
        expect.stringContaining(`the ledger refuses entry 2 of the spool, which is kept there: ${reason}`),
      ]);
      expect(kept()).toEqual([{ number: 2, refused: expect.stringContaining(reason) }]);
    });

    it('goes on when it is refused at once, and tries it again with the next command', async () => {
      const ledger = keep(
        withSpool(
          { ...remote.ledger, keepSnapshot: () => Promise.reject(new UserError('too large')) },
          spoolFile(),
          {
            warn: (line) => warnings.push(line),
          },
        ),
      );
      await deploy(ledger);
      expect(await ledger.flush()).toEqual({ waiting: 0, refused: 2 });
      expect(ledger.isReachable).toBe(true);
      expect(warnings).toHaveLength(2);
      expect((await behind().deployment('dev', idAt(1)))?.end).toEqual(endAt(1));

      expect(await open().flush()).toEqual({ waiting: 0, refused: 0 });
      await expectDeployed(behind());
    });
  });

  it.each(['', '-mirror'])('begins afresh where its file %j is broken, with a warning', async (suffix) => {
    await deploy(open());
    for (const ledger of opened.splice(0)) ledger.close();
    writeFileSync(spoolFile() + suffix, 'no database '.repeat(1000));
    await expectDeployed(open());
    expect(warnings).toEqual([expect.stringContaining(`${spoolFile()}${suffix} is broken: it was moved to`)]);
  });

  it('tells the same in the end, wherever the line is cut', async () => {
    let cuts = 0;
    await tellsTheSameInTheEnd(async (writes) => {
      const ledger = open();
      for (const write of writes) {
        remote.isDown = cuts++ % 7 === 3;
        await applyWrite(ledger, write);
      }
      remote.isDown = false;
      await ledger.flush();
      return behind();
    }, 40);
  });
});
