import { execFile } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { UserError } from '@prod-e/errors';

const run = promisify(execFile);

/**
 * Copies files and folders out of an image, whatever is in it: no program of the image is run.
 *
 * @param paths absolute paths in the image; each is found by its last part in the folder
 * @param use is handed the folder, which is removed after it
 * @throws UserError when the engine refuses, or the image lacks a path
 */
export async function withFilesOf<T>(
  reference: string,
  paths: string[],
  signal: AbortSignal | undefined,
  use: (folder: string) => T,
): Promise<T> {
  const folder = await mkdtemp(join(tmpdir(), 'prod-e-sbom-'));
  try {
    // An image without a command needs one to be named.
    const container = await docker(reference, ['create', reference, '/none'], signal);
    try {
      for (const path of paths) await docker(reference, ['cp', `${container}:${path}`, folder], signal);
    } finally {
      await docker(reference, ['rm', '--force', container]);
    }
    return use(folder);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function docker(reference: string, args: string[], signal?: AbortSignal): Promise<string> {
  try {
    const { stdout } = await run('docker', args, { env: process.env, signal });
    return stdout.trim();
  } catch (cause) {
    signal?.throwIfAborted();
    const { stderr, message } = cause as Error & { stderr?: string };
    throw new UserError(`docker ${args[0] ?? ''} failed: ${(stderr ?? message).trim()}`, {
      where: reference,
      cause,
    });
  }
}
