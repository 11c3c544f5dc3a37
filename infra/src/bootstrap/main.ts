import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { environmentNames, environmentsFolder, loadEnvironment } from '@prod-e/environment';
import { describeError, exitCode, exitCodeOf, UserError } from '@prod-e/errors';
import { findServices } from '../services.ts';
import { placeholders, settings, settingsFile } from '../settings.ts';
import { accountsOf } from './accounts.ts';
import type { StateIn } from './backend.ts';
import { synthesizeBootstrap } from './synthesize.ts';

const workspaceRoot = join(import.meta.dirname, '../../..');
const out = 'infra/dist/bootstrap';

try {
  const stateIn = requestedState();
  const folder = join(workspaceRoot, environmentsFolder);
  const environments = await Promise.all(
    environmentNames(folder).map((name) => loadEnvironment(name, folder)),
  );
  const accounts = accountsOf(environments, settings);
  const services = findServices(workspaceRoot).map(({ definition }) => definition.name);
  synthesizeBootstrap({ accounts, settings, services, stateIn, out: join(workspaceRoot, out) });
  for (const { id } of accounts) console.log(`synthesized ${out}/${id}/cdk.tf.json`);
  for (const { path, fillIn } of placeholders()) {
    console.log(`fill in before it is applied: ${settingsFile}: ${path}: ${fillIn}`);
  }
} catch (error) {
  console.error(describeError(error));
  process.exitCode = exitCodeOf(error);
}

function requestedState(): StateIn {
  const { state } = argumentsGiven();
  if (state === 'bucket' || state === 'local') return state;
  throw badArguments();
}

function argumentsGiven(): { state: string } {
  try {
    return parseArgs({ options: { state: { type: 'string', default: 'bucket' } } }).values;
  } catch (cause) {
    throw badArguments(cause);
  }
}

function badArguments(cause?: unknown): UserError {
  return new UserError(`bad arguments: ${process.argv.slice(2).join(' ')}`, {
    next: 'npx nx run infra:bootstrap [--state=local]',
    exit: exitCode.usage,
    ...(cause !== undefined && { cause }),
  });
}
