import { exitCode, UserError } from '@prod-e/errors';
import { z } from 'zod';

/** Set where GitHub sets it, which is for every step of a job. */
const bySelf = 'GitHub sets it for every step of a job; elsewhere set it yourself';

/** `owner/name` of the repository. */
export function repositoryOf(env: NodeJS.ProcessEnv): { owner: string; repo: string } {
  const text = read('GITHUB_REPOSITORY', set.regex(/^[\w.-]+\/[\w.-]+$/, 'is not owner/name'), bySelf, env);
  const [owner = '', repo = ''] = text.split('/');
  return { owner, repo };
}

export const tokenOf = (env: NodeJS.ProcessEnv): string =>
  read('GITHUB_TOKEN', set, 'give it to the step: env: GITHUB_TOKEN: ${{ github.token }}', env);

/** Address of the REST interface, without a slash at its end. */
export const apiUrlOf = (env: NodeJS.ProcessEnv): string =>
  read('GITHUB_API_URL', address.default('https://api.github.com'), bySelf, env).replace(/\/+$/, '');

/** File of the event that the run is for. */
export const eventFileOf = (env: NodeJS.ProcessEnv): string => read('GITHUB_EVENT_PATH', set, bySelf, env);

const set = z.string('is not set').trim().min(1, 'is empty');
const address = z.url({ protocol: /^https?$/, error: 'is no address of the web' });

/** @throws UserError (exit 2) that tells the name and never the value, which may be the token */
function read(name: string, schema: z.ZodType<string>, next: string, env: NodeJS.ProcessEnv): string {
  const { data, error } = schema.safeParse(env[name]);
  if (data !== undefined) return data;
  throw new UserError(`the variable ${name} ${error.issues[0]?.message ?? ''}`, {
    next,
    exit: exitCode.usage,
  });
}
