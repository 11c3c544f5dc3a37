import { userInfo } from 'node:os';
import { UserError } from '@prod-e/errors';
import { suite, type Architecture } from './bases.ts';
import { run, type Outcome } from './command.ts';

export interface HookRun {
  architecture: Architecture;
  /** The text of a shell script: its file may not be readable inside a user namespace. */
  hook: string;
  env: Record<string, string>;
  /** The tar file to write; without it nothing is kept. */
  tarFile?: string;
  signal?: AbortSignal | undefined;
}

/** Owners inside the tar need root: the caller's own, sudo's, or that of a user namespace. */
export type Rights = 'root' | 'sudo' | 'none';

/** What is the same for every base, and an input of its hash. */
export const settings = {
  // The latest time of any file in a base: a constant, so that the same packages give the same bytes.
  env: { SOURCE_DATE_EPOCH: '1735689600' },
  // The hook cleans up itself, and a container gets its /dev from the engine.
  args: ['--variant=extract', '--skip=cleanup/apt,cleanup/mmdebstrap,output/dev'],
} as const;

/** Runs mmdebstrap on an empty root, where the hook does the work with apt set up for the suite. */
export async function runMmdebstrap(task: HookRun): Promise<Outcome> {
  const { program, args, env } = invocation(await rights(), task);
  const { signal, tarFile } = task;
  return run(program, args, { env, signal, ...(tarFile && { stdoutFile: tarFile }) });
}

/** The command line for a task. */
export function invocation(
  rightsAtHand: Rights,
  { architecture, hook, env, tarFile }: HookRun,
): { program: string; args: string[]; env: Record<string, string> } {
  const whole = { ...env, ...settings.env };
  const args = [
    `--mode=${rightsAtHand === 'none' ? 'unshare' : 'root'}`,
    ...settings.args,
    `--architectures=${architecture}`,
    `--format=${tarFile ? 'tar' : 'null'}`,
    `--extract-hook=${hook}`,
    suite,
    tarFile ? '-' : '/dev/null',
  ];
  if (rightsAtHand !== 'sudo') return { program: 'mmdebstrap', args, env: whole };
  // sudo drops the environment.
  const assignments = Object.entries(whole).map(([name, value]) => `${name}=${value}`);
  return { program: 'sudo', args: ['-n', 'env', ...assignments, 'mmdebstrap', ...args], env: {} };
}

async function rights(): Promise<Rights> {
  if (userInfo().uid === 0) return 'root';
  const sudo = await run('sudo', ['-n', 'true']).catch(() => undefined);
  return sudo?.code === 0 ? 'sudo' : 'none';
}

/** The words of each line that a hook printed for us, after `base-image: <word>`. */
export function hookLines(outcome: Outcome, word: string): string[][] {
  const prefix = `base-image: ${word} `;
  return outcome.errors
    .filter((line) => line.startsWith(prefix))
    .map((line) => line.slice(prefix.length).split(' '));
}

/** The error for an mmdebstrap that failed for a reason of its own: its last words, without its progress. */
export function mmdebstrapFailed(outcome: Outcome): UserError {
  const complaints = outcome.errors.filter((line) => /^(E|W|Err)[:\s]/.test(line));
  const words = (complaints.length > 0 ? complaints : outcome.errors).slice(-5).join('; ');
  return new UserError(`mmdebstrap failed (exit ${outcome.code}): ${words}`, {
    where: `Debian ${suite}`,
    next: /unshare|newuidmap|newgidmap|subuid/.test(words)
      ? 'run as root, or let this user have sudo without a password, or user namespaces: `apt-get install uidmap` and a line in /etc/subuid and /etc/subgid'
      : 'check that apt reaches Debian’s mirror (`apt-get update`), then run again',
  });
}
