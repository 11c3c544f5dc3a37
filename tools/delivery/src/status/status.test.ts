import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describeWithEngine, docker } from '@prod-e/testing/engine';
import { createLab, named, removeImages, type Lab } from '../../test/lab.ts';

describeWithEngine('the status', () => {
  let lab: Lab;
  const web = named('web');
  beforeEach(() => {
    lab = createLab();
  });
  afterEach(() => {
    lab.remove();
  });
  afterAll(removeImages);

  it('shows every environment, also one that was never deployed and one that cannot be read', async () => {
    lab.write('infra/src/environments/idle.ts', `export default { platform: 'local', name: 'idle' }`);
    lab.write('infra/src/environments/wrong.ts', `export default { platform: 'moon', name: 'wrong' }`);
    await lab.want({ [web]: 'one' });
    await lab.deploy();
    const { result, text } = await lab.status();
    expect(result).toBe(true);
    expect(text).toMatch(
      new RegExp(`^${web} +${lab.environment} +unknown +0 min +[0-9a-f]{12} +running$`, 'm'),
    );
    expect(text).toMatch(/^idle +– +never deployed$/m);
    expect(text).toMatch(/^wrong +not known: invalid environment: platform: /m);
    expect(text).toMatch(new RegExp(`^${lab.environment} +r-[0-9a-f]{12} +d-\\S+ +deploy: succeeded `, 'm'));
  });

  it('tells what is another than was recorded, and a deployment that failed', async () => {
    await lab.want({ [web]: 'one' });
    await lab.deploy();
    docker('stop', lab.live(web)?.id ?? '');
    expect((await lab.status()).text).toMatch(new RegExp(`^${web} .* not running$`, 'm'));
    await lab.want({ [web]: 'broken' });
    await lab.deploy();
    const json = join(lab.folder, 'status.json');
    expect((await lab.status(json)).text).toMatch(/deploy: rolled back/);
    expect(JSON.parse(readFileSync(json, 'utf8'))).toMatchObject([
      {
        environment: lab.environment,
        services: [{ service: web, state: 'running' }],
        last: { kind: 'deploy' },
      },
    ]);
  });

  it('asks nobody of an environment that is not set up', async () => {
    const dev = { platform: 'aws', name: 'dev', account: '000000000000', region: 'eu-central-1' };
    lab.write('infra/src/environments/dev.ts', `export default ${JSON.stringify(dev)}`);
    const json = join(lab.folder, 'status.json');
    expect((await lab.status(json)).text).toMatch(/^dev +– +not set up$/m);
    expect(JSON.parse(readFileSync(json, 'utf8'))).toContainEqual({
      ...{ environment: 'dev', services: [], notSetUp: ['account'] },
    });
  });

  it('says so where nothing is live anywhere', async () => {
    expect((await lab.status()).text).toContain('nothing is live');
  });
});
