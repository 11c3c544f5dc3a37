const ecrHost =
  /^(\d{12})\.dkr[.-]ecr(?:-fips)?\.([a-z0-9-]+)\.(?:amazonaws\.com|amazonaws\.com\.cn|on\.aws)$/;

/** Whether a reference is one of ECR, by its host. */
export const isInEcr = (reference: string): boolean => ecrHost.test(reference.split('/', 1)[0] ?? '');

/** How ECR's API names an image. */
export interface EcrImage {
  /** The account. Without one, it is that of the credentials. */
  registryId?: string;
  /** Without one, it is that of the environment. */
  region?: string;
  repositoryName: string;
  imageId: { imageDigest: string } | { imageTag: string };
}

/**
 * @param reference `123456789012.dkr.ecr.eu-central-1.amazonaws.com/prod-e/backend:in-1`, or `…@sha256:…`; the host
 * of an emulator as well
 * @returns nothing where the reference has no host, or neither tag nor digest
 */
export function ecrImage(reference: string): EcrImage | undefined {
  const match = /^([^/]+[.:][^/]*)\/([^:@]+)(?::([^@]+))?(?:@(sha256:[0-9a-f]{64}))?$/.exec(reference);
  const [, host = '', repositoryName = '', tag, digest] = match ?? [];
  const imageId = digest ? { imageDigest: digest } : tag ? { imageTag: tag } : undefined;
  if (!imageId) return undefined;
  const [, registryId, region] = ecrHost.exec(host) ?? [];
  return {
    ...(registryId !== undefined && { registryId }),
    ...(region !== undefined && { region }),
    repositoryName,
    imageId,
  };
}
