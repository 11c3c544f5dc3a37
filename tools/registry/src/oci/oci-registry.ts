import { atMost } from '../at-most.ts';
import { createLogin, type Credentials } from '../credentials.ts';
import { asNamed } from '../engine/as-somebody.ts';
import { createClient } from '../http/client.ts';
import { byDigest, fullName } from '../image/names.ts';
import { pushImage } from '../image/push.ts';
import type { RegistryOptions } from '../options.ts';
import type { Registry } from '../registry.ts';
import { findDigest, readManifest } from './manifests.ts';
import { attach, attachments } from './referrers.ts';

export interface OciRegistryOptions extends RegistryOptions {
  /** `name:5000`, without a scheme. */
  host: string;
  /** Speaks HTTP. The engine does so with loopback alone. */
  insecure?: boolean;
  /** Without any, the registry is asked anonymously, and the engine pushes as the person that is logged in. */
  credentials?: () => Promise<Credentials>;
  /** Stands before each repository's name. */
  namespace?: string;
}

const concurrency = 8;

/** A registry that speaks OCI distribution, with basic authentication, tokens or neither. */
export function ociRegistry(options: OciRegistryOptions): Registry {
  const { host, namespace, insecure = false } = options;
  const login = createLogin(options.credentials);
  const client = createClient({ ...options, insecure, login });
  const named = (repository: string) => fullName(namespace, repository);
  return {
    name: host,
    pullReference: (repository, digest) => byDigest(host, named(repository), digest),

    find: (images) =>
      client.within(async (http) => {
        const found = new Map<string, string>();
        await atMost(concurrency, images, async ({ repository, tag }) => {
          const digest = await findDigest(http, named(repository), tag);
          if (digest !== undefined) found.set(`${repository}:${tag}`, digest);
        });
        return found;
      }),

    push(image, repository, tag) {
      const read = () => client.within((http) => readManifest(http, named(repository), tag));
      const create = `create it in the registry ${host}`;
      return pushImage(image, { ...options, repository: named(repository), tag, login, read, create });
    },

    loggedIn: (use) => asNamed(host, login, use, options),

    attach: (repository, digest, attachment) =>
      client.within((http) => attach(http, named(repository), digest, attachment)),

    attachments: (repository, digest, artifactType) =>
      client.within((http) => attachments(http, named(repository), digest, artifactType)),
  };
}
