import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { exitCode, UserError } from '@prod-e/errors';
import { isAttested, predicates, type Predicate } from './attestation.ts';
import type { Subject } from './images.ts';

const run = promisify(execFile);

/** The workflow that may attest an image, in the repository. */
const workflow = '.github/workflows/_image.yml';

export interface Attester {
  /** `owner/name` of the repository whose workflow must have built the image. */
  repository: string;
  /** Git reference that the workflow must have run for, as in `refs/heads/main`; any where it is not given. */
  sourceRef?: string | undefined;
  env: NodeJS.ProcessEnv;
}

/**
 * Asks gh whether our own workflow attests something of an image.
 *
 * @returns what is wrong, for a person; `undefined` where it is attested
 * @throws UserError (exit 2) when there is no gh
 */
export async function attest(
  { reference, digest }: Subject,
  predicate: Predicate,
  { repository, sourceRef, env }: Attester,
): Promise<string | undefined> {
  const args = [
    ...['attestation', 'verify', `oci://${reference}`, '--repo', repository],
    ...['--signer-workflow', `${repository}/${workflow}`, '--predicate-type', predicates[predicate]],
    ...(sourceRef === undefined ? [] : ['--source-ref', sourceRef]),
    ...['--format', 'json'],
  ];
  try {
    const { stdout } = await run('gh', args, { env: withToken(env), maxBuffer: Infinity });
    return isAttested(stdout, predicate, digest) ? undefined : `gh found no attestation of its ${predicate}`;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') throw noProgram(error);
    return lastWords(error as Error & { stderr?: string }, env['GITHUB_TOKEN']);
  }
}

/** gh takes its token from this variable first. */
const withToken = ({ GITHUB_TOKEN: token, ...env }: NodeJS.ProcessEnv): NodeJS.ProcessEnv => ({
  ...(token !== undefined && { GH_TOKEN: token }),
  ...env,
});

function lastWords({ stderr = '', message }: Error & { stderr?: string }, token?: string): string {
  const lines = (stderr.trim() || message).split('\n').filter((line) => line.trim() !== '');
  const text = lines.slice(-2).join(' ').trim();
  return token ? text.replaceAll(token, '[redacted]') : text;
}

const noProgram = (cause: unknown) =>
  new UserError('gh is not installed, which verifies attestations', {
    next: 'install the GitHub CLI (cli.github.com); the runners of GitHub have it',
    exit: exitCode.usage,
    cause,
  });
