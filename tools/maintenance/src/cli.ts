import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { exitCode, UserError } from '@prod-e/errors';

export interface Context {
  /** The workspace's root, absolute. */
  workspace: string;
  env: Readonly<Record<string, string | undefined>>;
  say: (line: string) => void;
}

const usage = [
  'npm run maintenance -- commit-message <file>',
  'npm run maintenance -- commits --base=<commit>',
  'npm run maintenance -- title',
  'npm run maintenance -- hooks',
  'npm run maintenance -- pull-request',
].join('\n         ');

/**
 * Runs the command of a command line.
 *
 * @throws UserError (exit 2) when there is no such command
 */
export async function runCommand(args: readonly string[], context: Context): Promise<void> {
  const { command, file, base } = parse(args);
  const { workspace, env, say } = context;
  if (command === 'commit-message' && file !== undefined) return checkMessage(workspace, file);
  if (command === 'commits' && base !== undefined) return checkCommits(context, base);
  if (command === 'title') return checkTitle(context);
  if (command === 'hooks') {
    const { installHooks } = await import('./hooks/install.ts');
    say(await installHooks(workspace));
  } else if (command === 'pull-request') {
    const { propose } = await import('./pull-request/propose.ts');
    say(await propose(workspace, env));
  } else throw badUsage(args);
}

async function checkMessage(workspace: string, file: string): Promise<void> {
  const { assertMessage } = await import('./commits/check-commits.ts');
  const { commitTypes } = await import('./commits/types.ts');
  assertMessage(readMessage(file), commitTypes(workspace));
}

async function checkCommits({ workspace, say }: Context, base: string): Promise<void> {
  const { assertCommits } = await import('./commits/check-commits.ts');
  const { commitTypes } = await import('./commits/types.ts');
  const { gitIn } = await import('./git.ts');
  const count = await assertCommits(gitIn(workspace), base, commitTypes(workspace));
  say(`commit messages since ${base}, all of the right form: ${count}`);
}

/** Of the pull request that a workflow runs for: on main it is the message of its one commit. */
async function checkTitle({ workspace, env, say }: Context): Promise<void> {
  const { assertMessage } = await import('./commits/check-commits.ts');
  const { titleOf } = await import('./commits/title.ts');
  const { commitTypes } = await import('./commits/types.ts');
  const title = titleOf(env['GITHUB_EVENT_PATH']);
  if (title === undefined) {
    say('this is no run for a pull request: it has no title to check');
    return;
  }
  assertMessage(title, commitTypes(workspace));
}

function readMessage(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    throw new UserError(`no message can be read from ${file}`, { exit: exitCode.usage });
  }
}

function parse(args: readonly string[]): { command: string; file?: string; base?: string } {
  try {
    const { positionals, values } = parseArgs({
      args: [...args],
      allowPositionals: true,
      options: { base: { type: 'string' } },
    });
    const [command = '', file, ...rest] = positionals;
    const takesFile = command === 'commit-message';
    if (
      rest.length === 0 &&
      (file !== undefined) === takesFile &&
      (values.base !== undefined) === (command === 'commits')
    )
      return { command, ...(file !== undefined && { file }), ...values };
  } catch {
    // An option that there is not.
  }
  throw badUsage(args);
}

const badUsage = (args: readonly string[]): UserError =>
  new UserError(`no such command: ${args.join(' ')}`, { next: usage, exit: exitCode.usage });
