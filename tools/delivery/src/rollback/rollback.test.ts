import { describeWithEngine, docker } from '@prod-e/testing/engine';
import { createLab, named, removeImages, type Lab } from '../../test/lab.ts';

describeWithEngine('a rollback', () => {
  let lab: Lab;
  const [web, api] = [named('web'), named('api')];
  beforeEach(() => {
    lab = createLab();
  });
  afterEach(() => {
    lab.remove();
  });
  afterAll(removeImages);

  const history = () =>
    lab.inLedger((ledger) => ledger.deployments({ environment: lab.environment, limit: 9 }));

  it('makes the release before live again, with nothing synthesized or built for it', async () => {
    await lab.want({ [web]: 'one', [api]: 'one' });
    await lab.deploy();
    const { id } = lab.live(api) ?? {};
    await lab.want({ [web]: 'two', [api]: 'one' });
    await lab.deploy();
    // Nothing of the workspace is needed.
    lab.write(`infra/dist/${lab.environment}/manifest.json`, 'gone');
    const { result, text } = await lab.rollback();
    expect(result).toBe(true);
    expect(text).toMatch(/^rolling \S+ back to r-[0-9a-f]{12}: commit unknown, first live 20/);
    expect(text).toMatch(new RegExp(`^${web} +update \\(image\\) +in-two → in-one .*live$`, 'm'));
    expect([lab.live(web)?.release, lab.live(api)?.release]).toEqual(['one', 'one']);
    expect(lab.live(api)?.id).toBe(id);
    expect((await history()).map(({ kind, end }) => [kind, end?.outcome])).toEqual([
      ['rollback', 'succeeded'],
      ['deploy', 'succeeded'],
      ['deploy', 'succeeded'],
    ]);
  });

  it('goes to the release that it is told, by its name or by the deployment that made it live', async () => {
    for (const release of ['one', 'two', 'one'] as const) {
      await lab.want({ [web]: release });
      await lab.deploy();
    }
    const [, second] = await history();
    expect((await lab.rollback(second?.end?.release?.id)).result).toBe(true);
    expect(lab.live(web)?.release).toBe('two');
    const [, , , first] = await history();
    expect((await lab.rollback(first?.id)).result).toBe(true);
    expect(lab.live(web)?.release).toBe('one');
  });

  it('of a failed deployment that was put back goes to the one before what is live', async () => {
    for (const release of ['one', 'two', 'broken'] as const) {
      await lab.want({ [web]: release });
      await lab.deploy();
    }
    expect(lab.live(web)?.release).toBe('two');
    await lab.rollback();
    expect(lab.live(web)?.release).toBe('one');
  });

  it('puts right what was changed by hand: the last proven release is not live then', async () => {
    await lab.want({ [web]: 'one' });
    await lab.deploy();
    docker('rm', '--force', lab.live(web)?.id ?? '');
    expect((await lab.rollback()).result).toBe(true);
    expect(lab.live(web)?.release).toBe('one');
  });

  it.each([
    [undefined, 'no earlier release was ever proven'],
    ['r-000000000000', 'there is no proven release r-000000000000'],
  ])('to %s is refused where there is none, and changes nothing', async (to, message) => {
    await lab.want({ [web]: 'one' });
    await lab.deploy();
    const { id } = lab.live(web) ?? {};
    expect((await lab.rollback(to)).result).toMatchObject({ message, exit: 2 });
    expect(lab.live(web)?.id).toBe(id);
  });

  it('is undone by the next deployment, which wants what the workspace says', async () => {
    for (const release of ['one', 'two'] as const) {
      await lab.want({ [web]: release });
      await lab.deploy();
    }
    await lab.rollback();
    expect((await lab.deploy()).text).toMatch(new RegExp(`^${web} +update .*in-one → in-two .*live$`, 'm'));
  });
});
