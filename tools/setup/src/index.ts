export { check, setup } from './commands/setup.ts';
export { test } from './commands/test.ts';
export { up } from './commands/up.ts';
export { localSystem } from './local-system.ts';
export type { System } from './system.ts';
