import { join } from 'node:path';
import { environmentNames, environmentsFolder, loadEnvironment } from '@prod-e/environment';
import { optionsOf, runCommand } from '../command.ts';
import { compare } from './compare.ts';

await runCommand(async () => {
  const { all } = optionsOf(
    { all: { type: 'boolean', default: false } },
    'npx nx run infra:environments [--all]',
  );
  const folder = join(import.meta.dirname, '../../..', environmentsFolder);
  const environments = await Promise.all(
    environmentNames(folder).map((name) => loadEnvironment(name, folder)),
  );
  console.log(compare(environments, { all }));
});
