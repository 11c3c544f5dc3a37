import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describeWithEngine, docker } from '@prod-e/testing/engine';
import { createLab, named, removeImages, type Lab } from '../../test/lab.ts';

describeWithEngine('a plan', () => {
  let lab: Lab;
  const [web, api] = [named('web'), named('api')];
  beforeEach(() => {
    lab = createLab();
  });
  afterEach(() => {
    lab.remove();
  });
  afterAll(removeImages);

  const inLab = (file: string) => join(lab.folder, file);
  const row = (...cells: string[]) => new RegExp(`^${cells.join(' +')} `, 'm');

  it('says what a deployment would do, and changes nothing', async () => {
    await lab.want({ [web]: 'one' });
    const { result, text } = await lab.plan();
    expect(result).toBe(true);
    expect(text).toMatch(row('foundation', 'create'));
    expect(text).toMatch(new RegExp(`^${web} +create +– → in-one$`, 'm'));
    expect(text).toContain(`${lab.environment}: 2 create`);
    expect(lab.left()).toEqual([]);
    expect(existsSync(join(lab.stateFolder, 'stacks'))).toBe(false);
  });

  it('tells each state of a stack, as a table, as JSON and as Markdown', async () => {
    await lab.want({ [web]: 'one', [api]: 'one' });
    await lab.deploy();
    expect((await lab.plan()).text).toContain(`${lab.environment}: nothing to do`);

    await lab.want({ [web]: 'two', [named('new')]: 'one' });
    docker('network', 'disconnect', `prod-e-${lab.environment}`, lab.live(web)?.id ?? '');
    docker('network', 'disconnect', `prod-e-${lab.environment}`, lab.live(api)?.id ?? '');
    docker('network', 'rm', `prod-e-${lab.environment}`);
    const files = { json: inLab('plan.json'), markdown: inLab('plan.md') };
    await lab.plan(files);
    expect(JSON.parse(readFileSync(files.json, 'utf8'))).toMatchObject({
      environment: lab.environment,
      summary: { create: 1, update: 1, drifted: 1, remove: 1 },
      stacks: [
        { name: 'foundation', change: 'drifted', reason: 'gone' },
        { name: web, change: 'update', reason: 'image', wanted: { inputTag: 'in-two' } },
        { name: named('new'), change: 'create' },
        { name: api, change: 'remove' },
      ],
    });
    expect(readFileSync(files.markdown, 'utf8')).toContain(`| ${web} | update | image | in-one → in-two |`);
  });

  it('says retry of what failed before, and drifted of what was changed by hand', async () => {
    await lab.want({ [web]: 'one', [api]: 'one' });
    await lab.deploy();
    await lab.want({ [web]: 'broken', [api]: 'one' });
    await lab.deploy();
    docker('stop', lab.live(api)?.id ?? '');
    const { text } = await lab.plan();
    expect(text).toMatch(row(web, 'retry', 'the last attempt failed'));
    expect(text).toMatch(row(api, 'drifted', 'not running'));
  });

  it('says that an image is yet to be built, and then cannot be saved', async () => {
    await lab.want({ [web]: 'one' });
    await lab.deploy();
    const tagsOf = () => Promise.resolve(new Map([[web, 'in-never-built']]));
    expect((await lab.plan({ tagsOf })).text).toMatch(
      new RegExp(`^${web} +update +image \\(to be built\\) +in-one → in-never-bu$`, 'm'),
    );
    expect((await lab.plan({ tagsOf, out: inLab('saved') })).result).toMatchObject({
      message: `the registry lacks the images of ${web}, so the plan cannot be saved`,
      next: `npx nx run-many -t containerize -p ${web}`,
      exit: 2,
    });
    expect(existsSync(inLab('saved/plan.json'))).toBe(false);
  });

  describe('that is saved', () => {
    const saved = () => inLab('saved');

    it('is what a deployment of it does, and nothing else, whatever the workspace wants by then', async () => {
      await lab.want({ [web]: 'one' });
      await lab.deploy();
      await lab.want({ [web]: 'two' });
      const { text } = await lab.plan({ out: saved(), markdown: inLab('plan.md') });
      expect(text).toContain('1 unchanged, 1 update');
      expect(readFileSync(inLab('plan.md'), 'utf8')).toMatch(/<details><summary>web[^]*terraform_data/);
      await lab.want({ [web]: 'broken' });
      const deployed = await lab.deploy(undefined, { plan: saved() });
      expect(deployed.result).toBe(true);
      expect(lab.live(web)?.release).toBe('two');
    });

    it('is refused once the environment has moved, and nothing is changed', async () => {
      await lab.want({ [web]: 'one' });
      await lab.plan({ out: saved() });
      await lab.deploy();
      const { id } = lab.live(web) ?? {};
      const again = await lab.deploy(undefined, { plan: saved() });
      expect(again.result).toMatchObject({
        message: `the environment has moved since the plan was made: foundation, ${web}`,
        exit: 3,
      });
      expect(lab.live(web)?.id).toBe(id);
      const deployments = await lab.inLedger((ledger) =>
        ledger.deployments({ environment: lab.environment, limit: 9 }),
      );
      expect(deployments).toHaveLength(1);
    });

    it('is refused by Terraform where only its state has moved', async () => {
      await lab.want({ [web]: 'one' });
      await lab.deploy();
      docker('rm', '--force', lab.live(web)?.id ?? '');
      await lab.plan({ out: saved() });
      await lab.deploy();
      docker('rm', '--force', lab.live(web)?.id ?? '');
      expect((await lab.deploy(undefined, { plan: saved() })).text).toContain(
        'the environment has moved since the plan was made',
      );
    });

    it('is of one environment, and of no other', async () => {
      await lab.want({});
      await lab.plan({ out: saved() });
      expect((await lab.deploy(undefined, { plan: saved(), environment: 'other' })).result).toMatchObject({
        message: `the plan is of environment ${lab.environment}, not of other`,
        exit: 2,
      });
    });

    it('is none where nothing, or half of one, was saved', async () => {
      lab.write('half/plan.json', '{"version":1');
      for (const plan of [inLab('nowhere'), inLab('half')]) {
        expect((await lab.deploy(undefined, { plan })).result).toMatchObject({
          message: 'there is no saved plan',
          where: join(plan, 'plan.json'),
          exit: 2,
        });
      }
    });

    it('cannot be made of a stack that reads of another what is not there yet, which says what to do', async () => {
      await lab.want({ [web]: 'one' });
      const file = `infra/dist/${lab.environment}/stacks/${web}/cdk.tf.json`;
      const stack = JSON.parse(readFileSync(inLab(file), 'utf8')) as object;
      const below = { backend: 'local', config: { path: '/nowhere.tfstate' } };
      lab.write(file, { ...stack, data: { terraform_remote_state: { below } } });
      expect((await lab.plan({ out: saved() })).result).toMatchObject({
        message: `${web} cannot be planned before what it stands on is there, so this plan cannot be saved`,
        next: expect.stringContaining(`npm run deploy -- --environment=${lab.environment}`) as string,
      });
    });

    it('takes the place of the one before, and of nothing else', async () => {
      await lab.want({});
      await lab.plan({ out: saved() });
      expect((await lab.plan({ out: saved() })).result).toBe(true);
      lab.write('precious/thesis.txt', 'ten years of work');
      expect((await lab.plan({ out: inLab('precious') })).result).toMatchObject({
        message: 'the folder holds something else than a saved plan: thesis.txt',
        exit: 2,
      });
      expect(readFileSync(inLab('precious/thesis.txt'), 'utf8')).toBe('ten years of work');
    });
  });
});
