import { describeError, exitCode, type UserError } from '@prod-e/errors';
import type { Paint } from '@prod-e/terminal';
import { areasOf } from './areas/index.ts';
import { bought, declare } from './declared.ts';
import { openGitHub } from './github/client.ts';
import { identify } from './identity.ts';
import { readOptions } from './options.ts';
import { countOf, errorsOf, linesOf } from './report.ts';
import { survey, write, type Finding } from './survey.ts';
import { readReviewers, readSettings, repositoryOf } from './workspace.ts';

export interface RunOptions {
  args: string[];
  env: NodeJS.ProcessEnv;
  workspaceRoot: string;
  print: (line: string) => void;
  printError: (line: string) => void;
  paint: Paint;
  /** Milliseconds until GitHub is asked again after a failure of its own. */
  retryAfter?: number;
}

/**
 * `npm run github-settings [-- --apply]`: says how the repository differs from what is declared, or makes it so and
 * looks again.
 *
 * @returns the exit code: 0 when nothing differs, 3 when something does
 * @throws UserError
 */
export async function run(options: RunOptions): Promise<number> {
  const { args, env, workspaceRoot, print, paint, retryAfter } = options;
  const { apply, token, url, repository: named } = readOptions(args, env);
  const settings = await readSettings(workspaceRoot);
  const repository = named ?? repositoryOf(settings);
  const reviewers = await readReviewers(workspaceRoot);
  const github = await openGitHub({
    repository,
    token,
    url,
    ...(retryAfter !== undefined && { retryAfter }),
  });
  const { subject } = settings.github;
  const { state, leftOut } = declare({ ...(await identify(github, settings)), subject, reviewers, bought });

  const areas = areasOf(state, github);
  const name = `${repository.owner}/${repository.repo}`;
  for (const what of leftOut) print(paint('dim', `left out: ${what}`));
  const found = await survey(areas);
  tell(found, options);
  if (!apply || countOf(found) === 0) return conclude(name, found, options);

  const failed = await write(found, (path) => {
    print(paint('green', `${path}: written`));
  });
  for (const error of failed) options.printError(describeError(error));
  // What GitHub answers to a change is not believed: everything is read again.
  const left = await survey(areas);
  tell(left, options);
  return exitOf(failed) ?? conclude(name, left, options);
}

function tell(findings: Finding[], { print, printError, paint }: RunOptions): void {
  for (const line of linesOf(findings)) print(paint('yellow', line));
  for (const error of errorsOf(findings)) printError(describeError(error));
}

function conclude(name: string, findings: Finding[], { print, paint }: RunOptions): number {
  const count = countOf(findings);
  const unread = errorsOf(findings);
  const what = unread.length > 0 ? `${count} differ, ${unread.length} could not be read` : `${count} differ`;
  const isClean = count === 0 && unread.length === 0;
  print(isClean ? paint('green', `${name}: nothing differs`) : `${name}: ${what}`);
  return isClean ? 0 : (exitOf(unread) ?? exitCode.refused);
}

const exitOf = (errors: UserError[]): number | undefined => errors[0]?.exit;
