import { UserError } from '@prod-e/errors';
import { run } from './command.ts';

/**
 * The id of an image that the engine holds, or undefined.
 *
 * @throws UserError when no engine answers
 */
export async function imageId(reference: string, signal?: AbortSignal): Promise<string | undefined> {
  const { code, stdout, errors } = await run(
    'docker',
    ['image', 'inspect', '--format', '{{.Id}}', reference],
    {
      signal,
    },
  );
  if (code === 0) return stdout.trim();
  if (errors.some((line) => /no such image/i.test(line))) return undefined;
  throw new UserError(`the Docker engine does not answer: ${errors.join(' ')}`, { next: 'npm run setup' });
}

/** Builds the Dockerfile of a folder and gives the image its reference. */
export async function buildImage(folder: string, reference: string, signal?: AbortSignal): Promise<void> {
  const { code, errors } = await run('docker', ['build', '--quiet', '--tag', reference, folder], { signal });
  if (code !== 0) {
    throw new UserError(`docker build failed (exit ${code}): ${errors.slice(-3).join(' ')}`, {
      where: reference,
    });
  }
}
