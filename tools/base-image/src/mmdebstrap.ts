import { userInfo } from 'node:os';
import { UserError } from '@prod-e/errors';
import { suite, type Architecture } from './bases.ts';
import { run, type Outcome } from './command.ts';

/** The latest time of any file in a base: a constant, so that the same packages give the same bytes. */
const sourceDateEpoch = '1735689600';

export interface HookRun {
  architecture: Architecture;
  /** The text of a shell script: its file may not be readable inside a user namespace. */
  hook: string;
  env: Record<string, string>;
  /** The tar file to write; without it nothing is kept. */
  tarFile?: string;
  signal?: AbortSignal | undefined;
}

/** Runs mmdebstrap on an empty root, where the hook does the work with apt set up for the suite. */
export async function runMmdebstrap({ architecture, hook, env, tarFile, signal }: HookRun): Promise<Outcome> {
  const [program, ...prefix] = await commandPrefix({ ...env, SOURCE_DATE_EPOCH: sourceDateEpoch });
  const args = [
    `--mode=${mode(prefix.length > 0)}`,
    '--variant=extract',
    `--architectures=${architecture}`,
    '--format=' + (tarFile ? 'tar' : 'null'),
    // The hook cleans up itself, and a container gets its /dev from the engine.
    '--skip=cleanup/apt,cleanup/mmdebstrap,output/dev',
    `--extract-hook=${hook}`,
    suite,
    tarFile ? '-' : '/dev/null',
  ];
  return run(program, [...prefix, ...args], {
    env: { ...env, SOURCE_DATE_EPOCH: sourceDateEpoch },
    signal,
    ...(tarFile && { stdoutFile: tarFile }),
  });
}

/** Owners inside the tar need root: ours, sudo's, or that of a user namespace. */
async function commandPrefix(env: Record<string, string>): Promise<[string, ...string[]]> {
  if (isRoot() || !(await canSudo())) return ['mmdebstrap'];
  // sudo drops the environment.
  return ['sudo', '-n', 'env', ...Object.entries(env).map(([name, value]) => `${name}=${value}`), 'mmdebstrap'];
}

function mode(withSudo: boolean): 'root' | 'unshare' {
  return withSudo || isRoot() ? 'root' : 'unshare';
}

function isRoot(): boolean {
  return userInfo().uid === 0;
}

async function canSudo(): Promise<boolean> {
  try {
    return (await run('sudo', ['-n', 'true'])).code === 0;
  } catch (error) {
    if (error instanceof UserError) return false;
    throw error;
  }
}

/** The words of each line that a hook printed for us, after `base-image: <word>`. */
export function hookLines(outcome: Outcome, word: string): string[][] {
  const prefix = `base-image: ${word} `;
  return outcome.errors.filter((line) => line.startsWith(prefix)).map((line) => line.slice(prefix.length).split(' '));
}

/** The error for an mmdebstrap that failed for a reason of its own: its last words, without its progress. */
export function mmdebstrapFailed(outcome: Outcome): UserError {
  const said = outcome.errors.filter((line) => /^(E|W|Err)[:\s]/.test(line)).slice(-5);
  return new UserError(`mmdebstrap failed (exit ${outcome.code}): ${(said.length ? said : outcome.errors.slice(-5)).join('; ')}`, {
    where: `Debian ${suite}`,
    next: 'check that apt reaches Debian’s mirror (`apt-get update`), then run again',
  });
}
