export { prerequisites, type Prerequisite } from './prerequisites/index.ts';
export { runCommand } from './cli.ts';
export { localSystem } from './local-system.ts';
export type { System } from './system.ts';
