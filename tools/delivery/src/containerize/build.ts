import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { label } from '@prod-e/environment/names';
import { engine } from '@prod-e/registry/engine';

export interface BuildOptions {
  service: string;
  /** Absolute path. */
  dockerfile: string;
  /** Absolute folder that the image is built from. */
  context: string;
  /** What the image is called: `repository:tag`. */
  reference: string;
  baseReference: string;
  /** The engine's id of it, `sha256:…`. */
  baseDigest: string;
  /** Address of the sources, where they have one. */
  source?: string | undefined;
  inputTag: string;
  version: string;
  /** The commit of this first build; later commits with the same inputs reuse the image, and its commit. */
  commit: string;
  log: (line: string) => void;
}

/**
 * Builds an image. Works with and without buildx: no feature of either is asked for.
 *
 * @returns the engine's id of it
 */
export async function buildImage(options: BuildOptions): Promise<string> {
  const { service, dockerfile, context, reference, baseReference, inputTag, version, commit, source } =
    options;
  const scratch = await mkdtemp(join(tmpdir(), 'prod-e-build-'));
  try {
    const idFile = join(scratch, 'id');
    const values = {
      BASE: baseReference,
      PROD_E_VERSION: version,
      PROD_E_COMMIT: commit,
      PROD_E_INPUT_TAG: inputTag,
    };
    const labels = {
      [label.service]: service,
      [label.inputTag]: inputTag,
      'org.opencontainers.image.title': service,
      'org.opencontainers.image.version': version,
      'org.opencontainers.image.revision': commit,
      'org.opencontainers.image.base.name': baseReference,
      'org.opencontainers.image.base.digest': options.baseDigest,
      ...(source !== undefined && { 'org.opencontainers.image.source': source }),
    };
    const args = [
      'build',
      ...['--file', dockerfile],
      ...['--tag', reference],
      ...['--iidfile', idFile],
      ...Object.entries(values).flatMap(([name, value]) => ['--build-arg', `${name}=${value}`]),
      ...Object.entries(labels).flatMap(([name, value]) => ['--label', `${name}=${value}`]),
      context,
    ];
    await engine(args, { onLine: options.log });
    return (await readFile(idFile, 'utf8')).trim();
  } finally {
    await rm(scratch, { recursive: true, force: true });
  }
}
