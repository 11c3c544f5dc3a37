import { spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { tellsTheSameInTheEnd } from '../../test/property.ts';
import { endAt, idAt, proofAt, startAt } from '../../test/samples.ts';
import { deploy, expectDeployed, spoolLab } from '../../test/spool-lab.ts';
import { applyWrite } from '../write.ts';
import { openSpool } from './spool.ts';

describe('a ledger with a spool that cannot be reached', () => {
  const lab = spoolLab();
  beforeEach(() => {
    lab.remote.isDown = true;
  });

  it('stops no deployment, is tried once, and warns once of what is kept where', async () => {
    const ledger = lab.open();
    await deploy(ledger);
    await ledger.stacks('dev');
    expect(lab.remote.calls).toEqual(['start']);
    expect(ledger.isReachable).toBe(false);
    expect(lab.warnings).toEqual([
      `the ledger cannot be reached: cut (table history; wait). What happens is kept in ${lab.spoolFile()}, and sent by the next command`,
    ]);
  });

  it('is tried once by reads, too', async () => {
    const ledger = lab.open();
    expect(await ledger.deployments({ environment: 'dev', limit: 5 })).toEqual([]);
    expect(await ledger.underWay('dev')).toEqual([]);
    expect(lab.remote.calls).toEqual(['deployments']);
    expect(ledger.isReachable).toBe(false);
  });

  it('tells what was written here', async () => {
    const ledger = lab.open();
    await deploy(ledger);
    await expectDeployed(ledger);
  });

  it('is told everything exactly once, in order, by the next command that reaches it', async () => {
    const down = lab.open();
    await deploy(down);
    lab.remote.isDown = false;
    const next = lab.open();
    await expectDeployed(next);
    await expectDeployed(lab.behind());
    const writes = lab.remote.calls.filter((name) => !/^(deployment|stacks|snapshot|underWay)$/.test(name));
    const twice = ['recordAttempt', 'keepSnapshot', 'recordProof'].flatMap((name) => [name, name]);
    expect(writes).toEqual(['start', ...twice, 'forgetStack', 'end']);
    expect(await next.flush()).toEqual({ waiting: 0, refused: 0 });
  });

  it('is tried again by flush, in the same command', async () => {
    const ledger = lab.open();
    await deploy(ledger);
    expect(await ledger.flush()).toEqual({ waiting: 9, refused: 0 });
    lab.remote.isDown = false;
    expect(await ledger.flush()).toEqual({ waiting: 0, refused: 0 });
    expect(ledger.isReachable).toBe(true);
    await expectDeployed(lab.behind());
  });

  it('is told by either of two commands that share the spool', async () => {
    const first = lab.open();
    await deploy(first);
    lab.remote.isDown = false;
    const second = lab.open();
    await Promise.all([second.flush(), first.flush()]);
    await expectDeployed(lab.behind());
    expect(await second.flush()).toEqual({ waiting: 0, refused: 0 });
  });

  it('from the middle of a deployment on is told the rest', async () => {
    lab.remote.isDown = false;
    const ledger = lab.open();
    await ledger.start(startAt(1));
    lab.remote.isDown = true;
    await deploy(ledger);
    expect(await lab.behind().underWay('dev')).toHaveLength(1);
    lab.remote.isDown = false;
    await lab.open().flush();
    await expectDeployed(lab.behind());
  });

  it('is told what a process had kept that was killed before it could send it', async () => {
    const program = join(__dirname, '../../test/killed-while-sending.ts');
    const killed = spawnSync(process.execPath, [program, lab.remoteFile(), lab.spoolFile()]);
    expect(killed.signal).toBe('SIGKILL');
    expect(await lab.behind().underWay('dev')).toHaveLength(1);
    expect((await lab.open().deployment('dev', idAt(1)))?.end).toEqual(endAt(1));

    lab.remote.isDown = false;
    expect(await lab.open().flush()).toEqual({ waiting: 0, refused: 0 });
    expect(await lab.behind().deployment('dev', idAt(1))).toEqual({ ...startAt(1), end: endAt(1) });
    expect((await lab.behind().stacks('dev')).get('web')).toEqual({ proof: proofAt(1) });
  });

  it('tells what a process had kept that was killed before it could do anything with it', async () => {
    lab.open().close();
    const spool = openSpool(lab.spoolFile());
    spool.add(JSON.stringify({ write: 'start', deployment: startAt(1) }));
    spool.close();
    expect(await lab.open().underWay('dev')).toEqual([startAt(1)]);
  });

  it.each(['', '-mirror'])('begins afresh where the file %j is broken, with a warning', async (suffix) => {
    lab.remote.isDown = false;
    await deploy(lab.open());
    lab.close();
    writeFileSync(lab.spoolFile() + suffix, 'no database '.repeat(1000));
    await expectDeployed(lab.open());
    const broken = `${lab.spoolFile()}${suffix} is broken: it was moved to`;
    expect(lab.warnings).toEqual([expect.stringContaining(broken)]);
  });

  it('tells the same in the end, wherever the line is cut', async () => {
    let writes = 0;
    await tellsTheSameInTheEnd(async (order) => {
      lab.close();
      const ledger = lab.open();
      for (const write of order) {
        lab.remote.isDown = writes++ % 7 === 3;
        await applyWrite(ledger, write);
      }
      lab.remote.isDown = false;
      await ledger.flush();
      return lab.behind();
    }, 40);
  });
});
