import { createHash } from 'node:crypto';
import { UserError } from '@prod-e/errors';
import { z } from 'zod';

export const mediaType = {
  ociManifest: 'application/vnd.oci.image.manifest.v1+json',
  ociIndex: 'application/vnd.oci.image.index.v1+json',
  dockerManifest: 'application/vnd.docker.distribution.manifest.v2+json',
  dockerList: 'application/vnd.docker.distribution.manifest.list.v2+json',
  /** Of a configuration that says nothing: `{}`. */
  empty: 'application/vnd.oci.empty.v1+json',
} as const;

/** What an image may be kept as. */
export const imageTypes = [
  mediaType.ociManifest,
  mediaType.ociIndex,
  mediaType.dockerManifest,
  mediaType.dockerList,
];

const descriptorSchema = z.looseObject({
  mediaType: z.string(),
  digest: z.string(),
  size: z.int(),
  artifactType: z.string().optional(),
});

export type Descriptor = z.infer<typeof descriptorSchema>;

const manifestSchema = z.looseObject({
  config: descriptorSchema.optional(),
  layers: z.array(descriptorSchema).default([]),
  /** Of an index. */
  manifests: z.array(descriptorSchema).default([]),
});

/** A manifest as a registry has it. */
export interface Stored {
  digest: string;
  mediaType: string;
  content: Buffer;
}

export const digestOf = (content: Uint8Array): string =>
  `sha256:${createHash('sha256').update(content).digest('hex')}`;

/** @throws UserError that names where it is */
export function parseManifest(content: Buffer, where: string): z.infer<typeof manifestSchema> {
  try {
    return manifestSchema.parse(JSON.parse(content.toString()));
  } catch (cause) {
    throw new UserError('the registry has something else where a manifest should be', { where, cause });
  }
}

/**
 * Whether what a registry has is the image that the engine built. The classic store calls an image by the digest of
 * its configuration; the containerd store by that of its manifest, or of its index.
 */
export function isImage(id: string, { digest, content }: Pick<Stored, 'digest' | 'content'>): boolean {
  return digest === id || parseManifest(content, digest).config?.digest === id;
}
