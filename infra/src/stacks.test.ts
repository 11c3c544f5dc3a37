import { join } from 'node:path';
import { environmentsFolder, loadEnvironment, type AwsEnvironment } from '@prod-e/environment';
import { contents, scratchFolder } from '@prod-e/testing/fixtures';
import { accountsOf } from './bootstrap/accounts.ts';
import { synthesizeBootstrap } from './bootstrap/synthesize.ts';
import { findServices } from './services.ts';
import { settings } from './settings.ts';
import { synthesize } from './synthesize.ts';

const workspaceRoot = join(__dirname, '../..');
const scratch = scratchFolder();
const services = findServices(workspaceRoot);
let dev: AwsEnvironment;

beforeAll(async () => {
  dev = (await loadEnvironment('dev', join(workspaceRoot, environmentsFolder))) as AwsEnvironment;
});
afterAll(() => {
  scratch.remove();
});

/** What a stack is made of, without CDKTF's own notes on where each part of it comes from. */
function reviewed(file: string): unknown {
  const text = contents(scratch.folder)[file] ?? '';
  return JSON.parse(text, (key, value: unknown) => (key === '//' ? undefined : value));
}

// A change of these is read by whoever reviews it, as Terraform would put it into dev: npx jest --updateSnapshot
describe('as it was reviewed', () => {
  it.each(['foundation', 'backend', 'prometheus'])('stands %s of dev', async (stack) => {
    await synthesize({ environment: dev, services, out: join(scratch.folder, 'dev') });
    expect(reviewed(`dev/stacks/${stack}/cdk.tf.json`)).toMatchSnapshot();
  });

  it('stands what an account has once', () => {
    const accounts = accountsOf([dev], settings);
    const names = services.map(({ definition }) => definition.name);
    const out = join(scratch.folder, 'bootstrap');
    synthesizeBootstrap({ accounts, settings, services: names, stateIn: 'bucket', out });
    expect(reviewed(`bootstrap/${dev.account}/cdk.tf.json`)).toMatchSnapshot();
  });
});
