import { spawnSync } from 'node:child_process';
import { UserError } from '@prod-e/errors';

/** How Nx was called: the program, its file, and what it was told. */
interface Call {
  argv: readonly string[];
  workspaceRoot: string;
}

/**
 * Runs the tests of a command by a command of their own, unless no project is affected.
 *
 * @param tests arguments of Nx
 * @throws UserError when a test fails
 */
export function runTests(tests: readonly string[], call: Call): void {
  if (isNothingAffected(tests, call)) return;
  const { status } = nx(tests, call, 'inherit');
  if (status === 0) return;
  throw new UserError('not everything passed, so nothing is containerized or deployed', {
    next: `npx nx ${tests.join(' ')}`,
  });
}

/** Told by Git alone where nothing differs from the base; else by Nx, as it was asked: a start of it is half a second. */
function isNothingAffected(tests: readonly string[], call: Call): boolean {
  if (tests[0] !== 'affected') return false;
  // Anything but a base and a head that says what is affected is left to the tests themselves.
  if (tests.some((arg) => /^--((base|head)$|files|uncommitted|untracked|all)/.test(arg))) return false;
  const which = tests.filter((arg) => /^--(base|head)=/.test(arg));
  return which.length > 0 && (isSameTree(which, call) || isNoProjectAffected(which, call));
}

/** Whether no file differs between base and head, and none between head and what is on disk. */
function isSameTree(which: readonly string[], { workspaceRoot }: Call): boolean {
  const [base = '', head = 'HEAD'] = ['base', 'head'].map((name) =>
    which.findLast((arg) => arg.startsWith(`--${name}=`))?.slice(name.length + 3),
  );
  const says = (...args: string[]) => {
    const { status, stdout } = spawnSync('git', args, { cwd: workspaceRoot, encoding: 'utf8' });
    return status === 0 ? stdout : undefined;
  };
  return (
    says('diff', '--name-only', '--end-of-options', `${base}...${head}`) === '' &&
    says('status', '--porcelain', '--untracked-files=normal') === ''
  );
}

/**
 * Asks Nx by the project graph that it has made for this very command: to make it anew for tests that are not there
 * would take as long as all the rest. Where a daemon makes the graph, that which is kept in a file can be an older one.
 */
function isNoProjectAffected(which: readonly string[], call: Call): boolean {
  const hasDaemon = process.env['NX_DAEMON'] !== 'false' && !process.env['CI'];
  if (hasDaemon) return false;
  const { status, stdout } = nx(['show', 'projects', '--affected', ...which], call, 'pipe', {
    NX_FORCE_REUSE_CACHED_GRAPH: 'true',
  });
  return status === 0 && stdout.trim() === '';
}

const nx = (
  args: readonly string[],
  { argv: [node = '', file = ''], workspaceRoot }: Call,
  stdio: 'inherit' | 'pipe',
  env: Record<string, string> = {},
) =>
  spawnSync(node, [file, ...args], {
    cwd: workspaceRoot,
    stdio,
    encoding: 'utf8',
    // Nx's daemon waits for this hook, and would not answer.
    env: { ...process.env, NX_DAEMON: 'false', ...env },
  });
