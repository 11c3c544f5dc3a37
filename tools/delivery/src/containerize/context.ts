import { existsSync } from 'node:fs';
import { cp, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { runExecutor, type ExecutorContext } from '@nx/devkit';
import { UserError } from '@prod-e/errors';
import type { WithContext } from './containerize.ts';
import { makeModesPlain } from './plain-modes.ts';

/** What is made from a folder, and is in no image. */
const leftOut = ['node_modules', 'dist', 'coverage'];

/** A folder of the workspace, as a copy whose modes are those of any other checkout. */
export const folderContext =
  (source: string): WithContext =>
  async (use) => {
    const scratch = await mkdtemp(join(tmpdir(), 'prod-e-context-'));
    const folder = join(scratch, 'context');
    try {
      await cp(source, folder, { recursive: true, filter: (path) => !leftOut.includes(basename(path)) });
      await makeModesPlain(folder);
      return await use({ folder });
    } finally {
      await rm(scratch, { recursive: true, force: true });
    }
  };

/**
 * The output of the service's build target, made for this image alone: in the shared output folder another command
 * could be writing while the engine reads.
 *
 * @param target the build target, whose executor takes an `outputPath`
 */
export function buildContext(target: string, nx: ExecutorContext): WithContext {
  const project = nx.projectName ?? '';
  const outputPath = join('.prod-e', 'images', project, 'context');
  return async (use) => {
    try {
      for await (const { success } of await runExecutor(
        { project, target },
        {},
        into(outputPath, target, nx),
      )) {
        if (!success)
          throw new UserError(`the build of ${project} failed`, { next: `npx nx run ${project}:${target}` });
      }
      const folder = join(nx.root, outputPath);
      await makeModesPlain(folder);
      return await use({ folder, ...metafileIn(folder) });
    } finally {
      await rm(join(nx.root, outputPath), { recursive: true, force: true });
    }
  };
}

/** Where the bundler says what went into the bundle, where it says so. */
function metafileIn(folder: string): { metafile?: string } {
  const metafile = join(folder, 'meta.json');
  return existsSync(metafile) ? { metafile } : {};
}

/** The same context, in which the target's output goes elsewhere. An override is not enough: @nx/esbuild reads both. */
function into(outputPath: string, target: string, nx: ExecutorContext): ExecutorContext {
  const projectsConfigurations = structuredClone(nx.projectsConfigurations);
  const configuration = projectsConfigurations.projects[nx.projectName ?? '']?.targets?.[target];
  if (configuration)
    configuration.options = { ...(configuration.options as object), outputPath, metafile: true };
  return { ...nx, projectsConfigurations };
}
