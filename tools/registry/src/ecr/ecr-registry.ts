import { UserError } from '@prod-e/errors';
import { atMost } from '../at-most.ts';
import { createLogin } from '../credentials.ts';
import { asNamed } from '../engine/as-somebody.ts';
import { createClient } from '../http/client.ts';
import type { Stored } from '../image/manifest.ts';
import { byDigest, fullName } from '../image/names.ts';
import { pushImage } from '../image/push.ts';
import { listByApi } from '../oci/referrer-list.ts';
import { attach, attachments } from '../oci/referrers.ts';
import type { RegistryOptions } from '../options.ts';
import type { Registry } from '../registry.ts';
import { createEcrApi } from './api.ts';
import { batches } from './batches.ts';

export interface EcrRegistryOptions extends RegistryOptions {
  region: string;
  /** Twelve digits. */
  account: string;
  /** Another address of the service, for an emulator. */
  endpoint?: string;
  /** Stands before each repository's name. */
  namespace?: string;
}

const concurrency = 4;

/** Elastic Container Registry. Repositories are made by who deploys them, never by a push. */
export function ecrRegistry(options: EcrRegistryOptions): Registry {
  const { region, namespace, endpoint } = options;
  const host = hostOf(options);
  const api = createEcrApi({ ...options, host });
  const login = createLogin(api.credentials);
  const client = createClient({ ...options, host, login, insecure: endpoint?.startsWith('http:') ?? false });
  const named = (repository: string) => fullName(namespace, repository);
  return {
    name: host,
    pullReference: (repository, digest) => byDigest(host, named(repository), digest),

    find: (images) =>
      api.within(async (operation) => {
        const found = new Map<string, string>();
        await atMost(concurrency, batches(images), async ({ repository, tags }) => {
          const there = (await api.images(operation, named(repository), tags)) ?? [];
          for (const { imageId: { imageTag, imageDigest } = {} } of there)
            if (imageTag !== undefined && imageDigest !== undefined)
              found.set(`${repository}:${imageTag}`, imageDigest);
        });
        return found;
      }),

    push(image, repository, tag) {
      const name = named(repository);
      const create = `deploy the stack that has it, or: aws ecr create-repository --region ${region} --image-tag-mutability IMMUTABLE --repository-name ${name}`;
      const read = () =>
        api.within(async (operation): Promise<Stored | undefined> => {
          const there = await api.images(operation, name, [tag]);
          if (!there) throw missing(host, name, create);
          const { imageId, imageManifest = '', imageManifestMediaType = '' } = there[0] ?? {};
          if (imageId?.imageDigest === undefined) return undefined;
          const content = Buffer.from(imageManifest);
          return { digest: imageId.imageDigest, mediaType: imageManifestMediaType, content };
        });
      return pushImage(image, { ...options, host, repository: name, tag, login, read, create });
    },

    loggedIn: (use) => asNamed(host, login, use, options),

    attach: (repository, digest, attachment) =>
      client.within(async (http) => {
        const name = named(repository);
        // The tag that stands in for the API would have to be moved, which an immutable repository refuses.
        if (!(await listByApi(http, name, digest))) return false;
        return attach(http, name, digest, attachment);
      }),

    attachments: (repository, digest, artifactType) =>
      client.within((http) => attachments(http, named(repository), digest, artifactType)),
  };
}

function hostOf({ account, region, endpoint }: EcrRegistryOptions): string {
  if (endpoint !== undefined) return new URL(endpoint).host;
  return `${account}.dkr.ecr.${region}.amazonaws.com${region.startsWith('cn-') ? '.cn' : ''}`;
}

const missing = (host: string, name: string, create: string) =>
  new UserError(`the registry ${host} has no repository ${name}`, { where: `${host}/${name}`, next: create });
