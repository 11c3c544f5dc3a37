import { createLab, named, removeImages, type Lab } from '@prod-e/delivery/lab';
import { describeWithEngine } from '@prod-e/testing/engine';
import { historyOf, statusOf } from '../../src/faults/live.ts';

describeWithEngine('of two commands at once on an environment', () => {
  const web = named('web');
  let lab: Lab;
  beforeEach(async () => {
    lab = createLab();
    await lab.want({ [web]: 'one' });
    expect((await lab.deploy()).result).toBe(true);
  });
  afterEach(() => {
    lab.remove();
    removeImages();
  });

  const expectNextToComplete = async () => {
    expect((await lab.deploy()).result).toBe(true);
    expect(lab.live(web)?.release).toBe('two');
    expect(await statusOf(lab, web)).toBe(200);
    expect((await lab.deploy()).text.match(/ unchanged$/gm)).toHaveLength(2);
  };

  it('two deployments, one goes through, and the other is refused and changes nothing', async () => {
    await lab.want({ [web]: 'two' }, { container: 'sleep 3' });
    const before = await historyOf(lab);
    const both = [lab.start(), lab.start()];
    const ended = await Promise.all(both.map((each) => each.ended));
    expect(ended.map(({ code }) => code).sort()).toEqual([0, 3]);
    const winner = both[ended.findIndex(({ code }) => code === 0)];
    const refused = ended.find(({ code }) => code === 3);
    expect(refused?.output).toMatch(
      /^error: another command holds the environment's lock: (nx run infra:deploy by .*|it has only just started)\n/,
    );
    if (!refused?.output.includes('just started'))
      expect(refused?.output).toContain(`(process ${winner?.pid})`);
    expect((await historyOf(lab)).length).toBe(before.length + 1);
    await expectNextToComplete();
  });

  it('a deployment is refused while one is destroyed, and brings it back afterwards', async () => {
    const destruction = lab.start({ verb: 'destroy' });
    await destruction.until(/destroying …/);
    const { result } = await lab.deploy();
    expect(result).toMatchObject({
      message: expect.stringContaining(`nx run infra:destroy by`),
      exit: 3,
    });
    expect((await destruction.ended).code).toBe(0);
    expect(lab.left()).toEqual([]);
    removeImages();
    await lab.want({ [web]: 'two' });
    await expectNextToComplete();
  });

  it('the end of it is refused while a deployment runs, which goes through', async () => {
    await lab.want({ [web]: 'two' }, { container: 'sleep 3' });
    const deployment = lab.start();
    await deployment.until(/applying …/);
    expect((await lab.destroy()).result).toMatchObject({
      message: expect.stringContaining(`(process ${deployment.pid})`),
      exit: 3,
    });
    expect((await deployment.ended).code).toBe(0);
    await expectNextToComplete();
  });

  it('a plan is made while a deployment runs', async () => {
    await lab.want({ [web]: 'two' }, { container: 'sleep 3' });
    const deployment = lab.start();
    await deployment.until(/applying …/);
    expect((await lab.plan()).result).toBe(true);
    expect((await lab.status()).result).toBe(true);
    expect((await deployment.ended).code).toBe(0);
    await expectNextToComplete();
  });

  it('one that was killed keeps nobody out', async () => {
    await lab.want({ [web]: 'two' });
    await lab.start({ killAt: 'locked' }).ended;
    await expectNextToComplete();
  });
});
