import { describeWithEngine } from '@prod-e/testing/engine';
import { createLab, named, removeImages, type Lab } from '../../test/lab.ts';

describeWithEngine('integration tests', () => {
  const web = named('web');
  const shop = named('shop');
  let lab: Lab;
  beforeAll(async () => {
    lab = createLab();
    await lab.want({ [web]: 'one', [shop]: 'two' }, { integration: 'integration.ts' });
    lab.write(`apps/${shop}/integration.ts`, '');
    expect((await lab.deploy()).result).toBe(true);
  });
  afterAll(() => {
    lab.remove();
    removeImages();
  });

  const ofWeb = (source: string) => lab.write(`apps/${web}/integration.ts`, source);

  it('are told where every service is, and what their own one runs', async () => {
    ofWeb(`
      import assert from 'node:assert/strict';
      const { INTEGRATION_URL, INTEGRATION_INPUT_TAG, INTEGRATION_SERVICES } = process.env;
      assert.equal(INTEGRATION_INPUT_TAG, 'in-one');
      assert.equal(INTEGRATION_URL, 'http://127.0.0.1:${String(lab.port(web))}');
      assert.deepEqual(JSON.parse(INTEGRATION_SERVICES ?? ''), {
        '${shop}': 'http://127.0.0.1:${String(lab.port(shop))}',
        '${web}': INTEGRATION_URL,
      });
      assert.ok((await fetch(INTEGRATION_URL)).status);
    `);
    const { result, text } = await lab.integration();
    expect(text).toContain(web);
    expect(result).toBe(true);
  });

  it('are not run against what does not run', async () => {
    const idle = createLab();
    await idle.want({ [web]: 'one' }, { integration: 'integration.ts' });
    expect((await idle.integration()).result).toMatchObject({
      message: `${web} does not run in ${idle.environment}`,
    });
    idle.remove();
  });

  it('say all that they printed when they fail', async () => {
    ofWeb(`console.log('asked for a price'); console.error('got none'); process.exitCode = 1`);
    expect((await lab.integration()).result).toMatchObject({
      message: `the integration tests of ${web} failed:\n    asked for a price\n    got none`,
      where: `apps/${web}/integration.ts`,
    });
  });
});
