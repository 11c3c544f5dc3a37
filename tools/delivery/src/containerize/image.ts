import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { UserError } from '@prod-e/errors';
import { z } from 'zod';

const imageSchema = z.strictObject({
  service: z.string(),
  repository: z.string(),
  /** The input tag. */
  tag: z.string(),
  /** `sha256:…`: what a container must run. */
  digest: z.string(),
});

/** The image of a service's present inputs, as `containerize` leaves it for the deployment. */
export type Image = z.infer<typeof imageSchema>;

const recordOf = (service: string): string => `dist/images/${service}.json`;

export function writeImage(workspaceRoot: string, image: Image): void {
  const file = join(workspaceRoot, recordOf(image.service));
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, `${JSON.stringify(image, null, 2)}\n`);
}

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
