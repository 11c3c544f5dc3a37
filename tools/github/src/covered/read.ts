import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { UserError } from '@prod-e/errors';
import { z } from 'zod';

const count = z.object({ total: z.number(), covered: z.number() });

/** The part of Jest's `coverage-summary.json` that we need. */
const summarySchema = z.object({ total: z.object({ lines: count, branches: count }) });

type Count = z.infer<typeof count>;

/** How much of a project its tests run. */
export interface Coverage {
  /** Its folder in the workspace. */
  project: string;
  lines: Count;
  branches: Count;
}

/**
 * The coverage of every project that was tested, as Jest has left it.
 *
 * @returns sorted by project
 * @throws UserError when a summary is malformed
 */
export function readCoverage(workspaceRoot: string): Coverage[] {
  return projects(workspaceRoot).flatMap((project): Coverage[] => {
    const file = `${project}/coverage/coverage-summary.json`;
    const path = join(workspaceRoot, file);
    if (!existsSync(path)) return [];
    try {
      const { lines, branches } = summarySchema.parse(JSON.parse(readFileSync(path, 'utf8'))).total;
      return [{ project, lines, branches }];
    } catch (cause) {
      throw new UserError('malformed coverage summary', {
        where: file,
        next: `npx nx test ${project.split('/').at(-1) ?? project}, which writes it anew`,
        cause,
      });
    }
  });
}

function projects(workspaceRoot: string): string[] {
  const inFolder = (folder: string): string[] =>
    existsSync(join(workspaceRoot, folder))
      ? readdirSync(join(workspaceRoot, folder)).map((name) => `${folder}/${name}`)
      : [];
  return [...['apps', 'libs', 'tools'].flatMap(inFolder), 'infra'].sort();
}
