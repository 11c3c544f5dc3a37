import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { UserError } from '@prod-e/errors';
import { z } from 'zod';
import { recordOf, type Image } from './image.ts';

const imageSchema = z.strictObject({
  service: z.string(),
  repository: z.string(),
  tag: z.string(),
  digest: z.string(),
  reference: z.string(),
  built: z.boolean(),
  milliseconds: z.number(),
  sbom: z.string().exactOptional(),
});

/** @throws UserError when the service was not containerized */
export function readImage(workspaceRoot: string, service: string): Image {
  try {
    return imageSchema.parse(JSON.parse(readFileSync(join(workspaceRoot, recordOf(service)), 'utf8')));
  } catch (cause) {
    throw new UserError(`the image of ${service} is not known`, {
      where: recordOf(service),
      next: `npx nx run ${service}:containerize`,
      cause,
    });
  }
}
