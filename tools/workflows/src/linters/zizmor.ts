import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import type { Problem } from '../problem.ts';
import { suppressionsFile } from './suppressions.ts';
import { runLinter } from './tools.ts';

const location = z.object({
  symbolic: z.object({
    key: z.object({ Local: z.object({ verbatim_path: z.string() }) }),
    annotation: z.string(),
    kind: z.string(),
  }),
  concrete: z.object({ location: z.object({ start_point: z.object({ row: z.number() }) }) }),
});

const findingsSchema = z.array(
  z.object({
    ident: z.string(),
    desc: z.string(),
    url: z.string(),
    locations: z.tuple([location], location),
  }),
);

export interface Finding extends Problem {
  /** Name of zizmor's audit, such as `unpinned-uses`. */
  audit: string;
}

const options = [
  ...['--offline', '--pedantic', '--strict-collection', '--no-progress'],
  // Otherwise it tells by its exit code of how severe a finding is.
  ...['--format=json', '--no-exit-codes'],
];

/**
 * What zizmor finds in all that is under `.github`, down to a matter of taste.
 *
 * @param config another file of suppressions than that of the workspace
 */
export async function runZizmor(workspaceRoot: string, config?: string): Promise<Finding[]> {
  const own = existsSync(join(workspaceRoot, suppressionsFile)) ? suppressionsFile : undefined;
  const used = config ?? own;
  const configured = used === undefined ? '--no-config' : `--config=${used}`;
  const output = await runLinter(workspaceRoot, 'zizmor', [...options, configured, '.github'], []);
  return findingsSchema.parse(JSON.parse(output)).map(({ ident, desc, url, locations }) => {
    const main = locations.find(({ symbolic }) => symbolic.kind === 'Primary') ?? locations[0];
    return {
      ...{ audit: ident, file: main.symbolic.key.Local.verbatim_path },
      line: main.concrete.location.start_point.row + 1,
      says: `zizmor: ${ident}: ${desc}: ${main.symbolic.annotation}`,
      next: `see ${url}; an exception stands in ${suppressionsFile}, with its reason`,
    };
  });
}
