import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { UserError } from '@prod-e/errors';
import { z } from 'zod';
import type { ScanTarget } from './scanner.ts';

/** The part of what `containerize` leaves that a scan needs. */
const recordSchema = z.object({
  repository: z.string(),
  tag: z.string(),
  /** What to pull, where it is in a registry. */
  reference: z.string().optional(),
  /** Path of the SBOM in the workspace. */
  sbom: z.string().optional(),
});

/**
 * The image that `containerize` has recorded for a service. One in no registry is in the engine, by repository and
 * tag. An SBOM that is not there any more counts for none.
 *
 * @throws UserError when the service was not containerized
 */
export function recordedImage(workspaceRoot: string, service: string): ScanTarget {
  const file = `dist/images/${service}.json`;
  try {
    const { repository, tag, reference, sbom } = recordSchema.parse(
      JSON.parse(readFileSync(join(workspaceRoot, file), 'utf8')),
    );
    const document = sbom === undefined ? undefined : join(workspaceRoot, sbom);
    return {
      service,
      reference: reference ?? `${repository}:${tag}`,
      ...(document !== undefined && existsSync(document) && { sbom: document }),
    };
  } catch (cause) {
    throw new UserError(`the image of ${service} is not known`, {
      where: file,
      next: `npx nx run ${service}:containerize`,
      cause,
    });
  }
}
