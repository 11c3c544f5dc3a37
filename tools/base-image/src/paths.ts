import { join } from 'node:path';

const project = join(import.meta.dirname, '..');

/** The workspace's root: where node_modules is. */
export const workspaceRoot = join(project, '../..');
export const recipeFolder = join(project, 'recipe');
export const lockFile = join(project, 'packages.lock.json');
