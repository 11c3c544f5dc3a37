import { imageRepository } from '@prod-e/environment';
import type { Registry } from '@prod-e/registry';
import type { Image } from '../containerize/image.ts';

/**
 * The images of the present inputs as a deployment would find them, in as few requests as the registry allows. Nothing
 * is built: one that the registry lacks has an empty digest.
 *
 * @param tags input tag by service
 */
export async function plannedImages(
  tags: ReadonlyMap<string, string>,
  registry: Pick<Registry, 'find' | 'pullReference'>,
): Promise<ReadonlyMap<string, Image>> {
  const wanted = [...tags].map(([service, tag]) => ({ service, tag, repository: imageRepository(service) }));
  const found = await registry.find(wanted);
  return new Map(
    wanted.map(({ service, tag, repository }) => {
      const digest = found.get(`${repository}:${tag}`) ?? '';
      const reference = digest === '' ? '' : registry.pullReference(repository, digest);
      return [service, { service, repository, tag, digest, reference, built: false, milliseconds: 0 }];
    }),
  );
}
