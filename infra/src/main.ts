import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { environmentsFolder, loadEnvironment } from '@prod-e/environment';
import { describeError, exitCode, exitCodeOf, UserError } from '@prod-e/errors';
import { findServices } from './services.ts';
import { synthesize } from './synthesize.ts';

const project = join(import.meta.dirname, '..');

try {
  const environment = await loadEnvironment(environmentName(), join(project, '..', environmentsFolder));
  const services = findServices(join(project, '..'));
  const { stacks } = await synthesize({
    environment,
    services,
    out: join(project, 'dist', environment.name),
  });
  console.log(`synthesized ${environment.name}: ${stacks.map(({ name }) => name).join(', ')}`);
} catch (error) {
  console.error(describeError(error));
  process.exitCode = exitCodeOf(error);
}

function environmentName(): string {
  try {
    return parseArgs({ options: { environment: { type: 'string', default: 'local' } } }).values.environment;
  } catch (cause) {
    throw new UserError(`bad arguments: ${process.argv.slice(2).join(' ')}`, {
      next: 'npx nx run infra:synth --configuration=<environment>',
      exit: exitCode.usage,
      cause,
    });
  }
}
