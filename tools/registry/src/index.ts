export { ecrRegistry, type EcrRegistryOptions } from './ecr/ecr-registry.ts';
export type { Credentials } from './credentials.ts';
export { engine, engineIfThere, type EngineOptions } from './engine/engine.ts';
export { engineStore } from './engine/store.ts';
export { ociRegistry, type OciRegistryOptions } from './oci/oci-registry.ts';
export type { Patience, RegistryOptions } from './options.ts';
export { registryOf } from './registry-of.ts';
export * from './registry.ts';
