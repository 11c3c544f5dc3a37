import { join } from 'node:path';
import {
  environmentNames,
  environmentsFolder,
  loadEnvironment,
  type AwsEnvironment,
  type Environment,
} from '@prod-e/environment';
import { optionsOf, runCommand } from '../command.ts';
import { findServices } from '../services.ts';
import { cost } from './cost.ts';
import { readPrices } from './prices.ts';

const workspaceRoot = join(import.meta.dirname, '../../..');
const isOnAws = (environment: Environment): environment is AwsEnvironment => environment.platform === 'aws';

await runCommand(async () => {
  optionsOf({}, 'npx nx run infra:cost');
  const folder = join(workspaceRoot, environmentsFolder);
  const all = await Promise.all(environmentNames(folder).map((name) => loadEnvironment(name, folder)));
  console.log(cost(all.filter(isOnAws), findServices(workspaceRoot), readPrices()));
});
