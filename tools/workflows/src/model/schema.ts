import { z } from 'zod';

/** What of a file's YAML the rules read. Whether the rest is one of GitHub's is for actionlint to say. */

const mapping = z.record(z.string(), z.unknown());
const permissions = z.union([z.string(), z.record(z.string(), z.string())]);

const concurrency = z
  .union([
    z.string().transform((group) => ({ group })),
    z.looseObject({ group: z.string(), 'cancel-in-progress': z.union([z.boolean(), z.string()]).optional() }),
  ])
  .transform((said) => ({
    group: said.group,
    cancelInProgress: ('cancel-in-progress' in said ? said['cancel-in-progress'] : undefined) ?? false,
  }));

const condition = z.union([z.string(), z.boolean()]).default('').transform(String);

export const stepSchema = z.looseObject({
  name: z.string().optional(),
  if: condition,
  uses: z.string().optional(),
  run: z.string().optional(),
  with: mapping.default({}),
});

export const jobSchema = z.looseObject({
  needs: z.union([z.string().transform((one) => [one]), z.array(z.string())]).default([]),
  if: condition,
  'runs-on': z.unknown().optional(),
  permissions: permissions.optional(),
  environment: z.unknown().optional(),
  concurrency: concurrency.optional(),
  'timeout-minutes': z.unknown().optional(),
  uses: z.string().optional(),
  steps: z.array(stepSchema).default([]),
});

const triggers = z.union([
  z.string().transform((name) => ({ [name]: {} })),
  z.array(z.string()).transform((names) => Object.fromEntries(names.map((name) => [name, {}]))),
  // A schedule is a list; a trigger of which nothing more is said is null.
  z.record(
    z.string(),
    z.union([mapping, z.null().transform(() => ({})), z.array(z.unknown()).transform((list) => ({ list }))]),
  ),
]);

export const workflowSchema = z.looseObject({
  on: triggers,
  permissions: permissions.optional(),
  concurrency: concurrency.optional(),
  jobs: z.record(z.string(), jobSchema),
});

export const actionSchema = z.looseObject({
  runs: z.looseObject({ steps: z.array(stepSchema).default([]) }),
});
