import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { describeError, exitCodeOf } from '@prod-e/errors';
import { environmentsFolder, loadEnvironment } from './environment.ts';
import { findServices } from './services.ts';
import { synthesize } from './synthesize.ts';

const project = join(import.meta.dirname, '..');

try {
  const { values } = parseArgs({ options: { environment: { type: 'string', default: 'local' } } });
  const environment = await loadEnvironment(values.environment, join(project, environmentsFolder));
  const services = findServices(join(project, '..'));
  const { stacks } = synthesize({ environment, services, out: join(project, 'dist', environment.name) });
  console.log(`synthesized ${environment.name}: ${stacks.map(({ name }) => name).join(', ')}`);
} catch (error) {
  console.error(describeError(error));
  process.exitCode = exitCodeOf(error);
}
