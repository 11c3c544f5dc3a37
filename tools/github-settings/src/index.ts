export { allowedActions, declare, requiredCheck, type Declaration, type Facts } from './declared.ts';
export { differences, type Difference } from './differences.ts';
export { run, type RunOptions } from './run.ts';
export type { State } from './state.ts';
