import { existsSync, readdirSync } from 'node:fs';
import { describeWithEngine, docker } from '@prod-e/testing/engine';
import { createLab, named, removeImages, type Lab } from '../../test/lab.ts';
import { createNetwork } from '../../test/live.ts';
import { takeLock } from '../state/lock.ts';

describeWithEngine('destroying an environment', () => {
  let lab: Lab;
  const web = named('web');
  beforeEach(() => {
    lab = createLab();
  });
  afterEach(() => {
    lab.remove();
  });
  afterAll(removeImages);

  it('leaves nothing behind but the history: no stacks, strays, images, state', async () => {
    await lab.want({ [web]: 'two' });
    await lab.want({ [web]: 'one' });
    await lab.deploy();
    docker('volume', 'create', '--label', `prod-e.environment=${lab.environment}`, named('stray'));
    const { result, text } = await lab.destroy();
    expect(result).toBe(true);
    expect(text).toMatch(
      new RegExp(`${web} +destroying …[^]*foundation +destroying …[^]*volume ${named('stray')}[^]*is gone`),
    );
    expect(lab.left()).toEqual([]);
    expect(docker('image', 'ls', '--quiet', '--filter', `label=prod-e.service=${web}`)).toBe('');
    expect(readdirSync(lab.stateFolder).filter((file) => !file.startsWith('l'))).toEqual([]);
    const history = await lab.inLedger((ledger) =>
      ledger.deployments({ environment: lab.environment, limit: 9 }),
    );
    expect(history.map(({ kind, end }) => [kind, end?.outcome])).toEqual([
      ['destroy', 'succeeded'],
      ['deploy', 'succeeded'],
    ]);
    expect(await lab.inLedger((ledger) => ledger.stacks(lab.environment))).toEqual(new Map());
  });

  it('has nothing to do where there is none, however often', async () => {
    expect((await lab.destroy()).result).toBe(true);
    expect((await lab.destroy()).result).toBe(true);
    expect(existsSync(lab.stateFolder)).toBe(false);
  });

  it('finds what carries the label even where the state is lost', async () => {
    createNetwork(lab.environment);
    expect((await lab.destroy()).text).toContain(`network prod-e-${lab.environment}`);
    expect(lab.left()).toEqual([]);
  });

  it('is refused while a deployment holds the lock', async () => {
    const unlock = takeLock(lab.stateFolder, 'nx run infra:deploy');
    expect((await lab.destroy()).result).toMatchObject({
      message: expect.stringContaining('nx run infra:deploy by'),
      exit: 3,
    });
    unlock();
  });

  it('keeps the state when it is stopped, so that the next can go on', async () => {
    await lab.want({});
    await lab.deploy();
    expect((await lab.destroy(AbortSignal.abort())).result).toMatchObject({ name: 'AbortError' });
    expect(lab.left()).toEqual([`network prod-e-${lab.environment}`]);
    expect((await lab.destroy()).result).toBe(true);
    expect(lab.left()).toEqual([]);
  });
});
