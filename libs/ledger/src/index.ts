export * from './deployment.ts';
export * from './id.ts';
export * from './ledger.ts';
export * from './release.ts';
export * from './stack.ts';
