export { stateBucketOf } from './aws.ts';
export * from './environment.ts';
export * from './identity.ts';
export * from './load.ts';
export * from './names.ts';
export * from './placeholders.ts';
export * from './registry.ts';
export * from './stack.ts';
