import { spawnSync } from 'node:child_process';
import { UserError } from '@prod-e/errors';
import type { Since } from './affected-projects.ts';

/** How Nx was called, and what it knows. */
export interface Call {
  /** The program, its file, and what it was told. */
  argv: readonly string[];
  workspaceRoot: string;
  /** Projects that are affected. */
  affected: (since: Since) => Promise<string[]>;
}

/**
 * Runs the tests of a command by a command of their own, unless no project is affected: to start Nx for tests that are
 * not there would take as long as all the rest.
 *
 * @param tests arguments of Nx
 * @throws UserError when a test fails
 */
export async function runTests(tests: readonly string[], call: Call): Promise<void> {
  if (await isNothingAffected(tests, call)) return;
  const [node = '', file = ''] = call.argv;
  const { status } = spawnSync(node, [file, ...tests], {
    cwd: call.workspaceRoot,
    stdio: 'inherit',
    // Nx's daemon waits for this hook, and would not answer.
    env: { ...process.env, NX_DAEMON: 'false' },
  });
  if (status === 0) return;
  throw new UserError('not everything passed, so nothing is containerized or deployed', {
    next: `npx nx ${tests.join(' ')}`,
  });
}

/** Where a daemon makes the graph, that which is kept in a file can be an older one. */
async function isNothingAffected(tests: readonly string[], { affected }: Call): Promise<boolean> {
  const hasDaemon = process.env['NX_DAEMON'] !== 'false' && !process.env['CI'];
  if (tests[0] !== 'affected' || hasDaemon) return false;
  const told = tests.flatMap((arg) => /^--(base|head)=(.+)$/.exec(arg)?.slice(1, 3) ?? []);
  // Anything else that says what is affected is left to the tests themselves.
  if (told.length === 0 || tests.some((arg) => /^--((base|head)$|files|uncommitted|untracked|all)/.test(arg)))
    return false;
  const since = Object.fromEntries(
    [0, 2].flatMap((at) => (told[at] === undefined ? [] : [[told[at], told[at + 1]]])),
  ) as Since;
  // What cannot be told, Nx says itself when it runs the tests.
  return affected(since).then(
    (projects) => projects.length === 0,
    () => false,
  );
}
