import { exitCode, UserError } from '@prod-e/errors';
import type { Decision } from '../decide/index.ts';

/**
 * Makes sure that every secret of what is to be started is given, before anything is changed: on this machine they come
 * from the environment of whoever deploys.
 *
 * @throws UserError (exit 2) that names those that are missing
 */
export function assertSecretsGiven(decisions: Decision[], env: NodeJS.ProcessEnv): void {
  const missing = decisions.flatMap(({ name, wanted }) =>
    (wanted?.stack.service?.definition.secrets ?? [])
      .filter((secret) => env[secret] === undefined)
      .map((secret) => ({ name, secret })),
  );
  if (missing.length === 0) return;
  const [first] = missing;
  throw new UserError(
    `secrets are missing: ${missing.map(({ name, secret }) => `${secret} (needed by ${name})`).join(', ')}`,
    {
      where: `${first?.name ?? ''}: secrets in its service.json`,
      next: `set them in the environment of the deployment: ${first?.secret ?? ''}=… npm run deploy`,
      exit: exitCode.usage,
    },
  );
}
