export type { Deployment } from '../deployment.ts';
export * from './bands.ts';
export * from './dora.ts';
export * from './reuse.ts';
export * from './seconds-saved.ts';
