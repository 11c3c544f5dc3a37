import { join } from 'node:path';
import { exitCode, UserError } from '@prod-e/errors';
import { optionsOf, runCommand } from '../command.ts';
import { settings } from '../settings.ts';
import { validateEnvironment } from './run.ts';

const usage = 'npx nx run infra:validate --configuration=<environment> [--placeholders=allow]';

await runCommand(async () => {
  const { environment, placeholders } = optionsOf(
    {
      environment: { type: 'string', default: 'local' },
      placeholders: { type: 'string', default: 'refuse' },
    },
    usage,
  );
  if (placeholders !== 'allow' && placeholders !== 'refuse') {
    throw new UserError(`--placeholders=${placeholders} is neither allow nor refuse`, {
      next: usage,
      exit: exitCode.usage,
    });
  }
  await validateEnvironment({
    workspaceRoot: join(import.meta.dirname, '../../..'),
    environment,
    arePlaceholdersAllowed: placeholders === 'allow',
    isCi: process.env['CI'] === 'true',
    settings,
    print: console.log,
  });
});
