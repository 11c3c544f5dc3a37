/** A repository's full name in a registry: its namespace stands before it. */
export const fullName = (namespace: string | undefined, repository: string): string =>
  namespace === undefined ? repository : `${namespace}/${repository}`;

/** What a container is started from. */
export const byDigest = (host: string, name: string, digest: string): string => `${host}/${name}@${digest}`;
