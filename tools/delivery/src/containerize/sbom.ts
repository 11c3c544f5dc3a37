import { existsSync } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { Registry } from '@prod-e/registry';

/** An image that a bill of materials is of. */
interface Subject {
  service: string;
  repository: string;
  tag: string;
  digest: string;
}

export interface BuiltSubject extends Subject {
  base: 'node' | 'prometheus';
  version: string;
  metafile?: string | undefined;
  registry: Registry;
}

/** Keeps the bill of materials of every image: beside it in the registry, and in a file of this machine. */
export interface SbomKeeper {
  /** Path in the workspace of an image's bill of materials, where there is one. */
  fileOf(image: Subject): Promise<string | undefined>;
  /** Makes that of an image which was just built. */
  make(image: BuiltSubject): Promise<void>;
}

/** CycloneDX as JSON. */
export const sbomType = 'application/vnd.cyclonedx+json';

export function sbomKeeper(
  workspaceRoot: string,
  registry: Pick<Registry, 'attachments'>,
  log: (line: string) => void,
): SbomKeeper {
  return {
    async fileOf(image) {
      const path = pathOf(image);
      if (existsSync(join(workspaceRoot, path))) return path;
      const [kept] = await registry.attachments(image.repository, image.digest, sbomType);
      if (!kept) return undefined;
      await write(join(workspaceRoot, path), kept);
      return path;
    },

    async make({ registry: takes, ...image }) {
      // Loaded only where an image was built.
      const { createSbom } = await import('@prod-e/supply-chain');
      const { service, version, base, digest, tag, repository, metafile } = image;
      const text = await createSbom({
        ...{ service, version, base, digest, inputTag: tag, workspaceRoot },
        ...(metafile !== undefined && { metafile }),
      });
      await write(join(workspaceRoot, pathOf(image)), Buffer.from(text));
      const content = Buffer.from(text);
      const isKept = await takes.attach(repository, digest, { artifactType: sbomType, content });
      log(`${repository}:${tag}: SBOM ${isKept ? 'pushed beside it' : `in ${pathOf(image)}`}`);
    },
  };
}

const pathOf = ({ service, tag }: Pick<Subject, 'service' | 'tag'>): string =>
  `.prod-e/images/${service}/${tag}.cdx.json`;

async function write(file: string, content: Buffer): Promise<void> {
  await mkdir(dirname(file), { recursive: true });
  await writeFile(file, content);
}
