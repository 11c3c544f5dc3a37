export { ecrRegistry, type EcrRegistryOptions } from './ecr/ecr-registry.ts';
export type { Credentials } from './credentials.ts';
export * from './engine/index.ts';
export { ociRegistry, type OciRegistryOptions } from './oci/oci-registry.ts';
export type { Patience, RegistryOptions } from './options.ts';
export { registryOf } from './registry-of.ts';
export * from './registry.ts';
