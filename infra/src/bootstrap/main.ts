import { join } from 'node:path';
import { environmentNames, environmentsFolder, loadEnvironment } from '@prod-e/environment';
import { exitCode, UserError } from '@prod-e/errors';
import { optionsOf, runCommand } from '../command.ts';
import { findServices } from '../services.ts';
import { placeholders, settings, settingsFile } from '../settings.ts';
import { accountsOf } from './accounts.ts';
import { isStateIn } from './backend.ts';
import { synthesizeBootstrap } from './synthesize.ts';

const usage = 'npx nx run infra:bootstrap [--state=local]';
const workspaceRoot = join(import.meta.dirname, '../../..');
const out = 'infra/dist/bootstrap';

await runCommand(async () => {
  const { state } = optionsOf({ state: { type: 'string', default: 'bucket' } }, usage);
  if (!isStateIn(state)) {
    throw new UserError(`--state=${state} is neither bucket nor local`, {
      next: usage,
      exit: exitCode.usage,
    });
  }
  const folder = join(workspaceRoot, environmentsFolder);
  const environments = environmentNames(folder).map((name) => loadEnvironment(name, folder));
  const accounts = accountsOf(await Promise.all(environments), settings);
  const services = findServices(workspaceRoot).map(({ definition }) => definition.name);
  synthesizeBootstrap({ accounts, settings, services, stateIn: state, out: join(workspaceRoot, out) });
  for (const { id } of accounts) console.log(`synthesized ${out}/${id}/cdk.tf.json`);
  for (const { path, fillIn } of placeholders()) {
    console.log(`fill in before it is applied: ${settingsFile}: ${path}: ${fillIn}`);
  }
});
