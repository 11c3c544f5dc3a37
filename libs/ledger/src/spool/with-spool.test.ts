import { join } from 'node:path';
import { UserError } from '@prod-e/errors';
import { itIsALedger } from '../../test/contract.ts';
import { idAt, proofAt } from '../../test/samples.ts';
import { deploy, expectDeployed, spoolLab } from '../../test/spool-lab.ts';

describe('a ledger with a spool that is reached', () => {
  const lab = spoolLab();

  // Each handle with a spool of its own, as on two machines.
  let handles = 0;
  itIsALedger(() => lab.open(join(lab.spoolFile(), `../spool-${handles++}.sqlite`)));

  it('has written before a write returns, and keeps nothing', async () => {
    const ledger = lab.open();
    await deploy(ledger);
    await expectDeployed(lab.behind());
    expect(await ledger.flush()).toEqual({ waiting: 0, refused: 0 });
    expect(ledger.isReachable).toBe(true);
    expect(lab.warnings).toEqual([]);
  });

  it('is told what is no valid record, which is not kept', async () => {
    const ledger = lab.open();
    const write = ledger.recordProof('dev', 'web', proofAt(1, { at: 'now' }));
    await expect(write).rejects.toBeInstanceOf(UserError);
    expect(await ledger.flush()).toEqual({ waiting: 0, refused: 0 });
  });

  it('tells an error of a read that is not its being out of reach', async () => {
    const ledger = lab.openWith({ stacks: () => Promise.reject(new UserError('its record cannot be read')) });
    await expect(ledger.stacks('dev')).rejects.toThrow('its record cannot be read');
  });

  it('tells what was read here when it cannot be reached later', async () => {
    await deploy(lab.behind());
    await expectDeployed(lab.open());
    lab.remote.isDown = true;
    await expectDeployed(lab.open());
  });

  it('does not tell a stack that another machine has forgotten, reached or not', async () => {
    await deploy(lab.open());
    await lab.behind().forgetStack('dev', 'web', idAt(2));
    expect([...(await lab.open().stacks('dev')).keys()]).toEqual(['api']);
    lab.remote.isDown = true;
    expect([...(await lab.open().stacks('dev')).keys()]).toEqual(['api']);
  });
});
