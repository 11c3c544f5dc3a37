import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** The image of a service's present inputs, as `containerize` leaves it for the deployment. */
export interface Image {
  service: string;
  repository: string;
  /** The input tag. */
  tag: string;
  /** `sha256:…`: what a container must run. */
  digest: string;
  /** What a container is started from: this image in its registry, by its digest. */
  reference: string;
  /** False when the registry had it already. */
  built: boolean;
  /** What it took to find, or to build and push. */
  milliseconds: number;
  /** Path of its SBOM in the workspace; only where it was built here. */
  sbom?: string;
}

/** Where the record of a service's image is, in the workspace. */
export const recordOf = (service: string): string => `dist/images/${service}.json`;

export function writeImage(workspaceRoot: string, image: Image): void {
  const file = join(workspaceRoot, recordOf(image.service));
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, `${JSON.stringify(image, null, 2)}\n`);
}
