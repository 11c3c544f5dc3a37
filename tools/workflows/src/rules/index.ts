import { caches } from './caches.ts';
import { commands } from './commands.ts';
import { credentials } from './credentials.ts';
import { exceptions } from './exceptions.ts';
import { failures } from './failures.ts';
import { permissions } from './permissions.ts';
import { pins } from './pins.ts';
import type { Rule } from './rule.ts';
import { runs } from './runs.ts';
import { triggers } from './triggers.ts';

export { inventory } from './inventory.ts';
export type { Rule } from './rule.ts';

/** What must hold in every file by itself. */
export const rules: readonly Rule[] = [
  ...pins,
  ...permissions,
  ...triggers,
  ...commands,
  ...credentials,
  ...caches,
  ...runs,
  ...failures,
  ...exceptions,
];
