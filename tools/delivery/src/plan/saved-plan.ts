import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { environmentSchema, stackSchema, type Environment } from '@prod-e/environment';
import { exitCode, UserError } from '@prod-e/errors';
import { z } from 'zod';
import type { Decision } from '../decide/index.ts';
import type { Intent } from '../deploy/carry-out.ts';
import type { LiveStack } from '../platforms/index.ts';

const stack = z.strictObject({
  stack: stackSchema,
  stackHash: z.string(),
  image: z.strictObject({ tag: z.string(), digest: z.string() }).exactOptional(),
  configuration: z.string(),
  variables: z.record(z.string(), z.string()),
});

const image = z.strictObject({
  service: z.string(),
  inputTag: z.string(),
  digest: z.string(),
  built: z.boolean(),
  milliseconds: z.number(),
});

/** `plan.json` of a saved plan, beside Terraform's plans. */
export const savedPlanSchema = z.strictObject({
  version: z.literal(1),
  environment: environmentSchema,
  commit: z.string(),
  madeAt: z.iso.datetime(),
  stacks: z.array(stack),
  images: z.array(image),
  /** What was live when it was made. */
  live: z.record(z.string(), z.string()),
  /** Terraform's plans in the same folder, by stack. */
  planFiles: z.record(z.string(), z.string()),
});

export type SavedPlan = z.infer<typeof savedPlanSchema>;

/** Name of the file in a saved plan's folder. */
export const savedPlanFile = 'plan.json';

/** A live stack in one line: another line is another stack. */
export const describeLive = ({ stackHash, digest, revision, running }: LiveStack): string =>
  [stackHash, digest ?? '', revision ?? '', running ? 'running' : 'stopped'].join(' ');

/** What a saved plan wants of its environment. */
type SavedIntent = { environment: Environment } & Pick<
  Intent,
  'commit' | 'stacks' | 'images' | 'planFiles' | 'check'
>;

/**
 * Reads a saved plan.
 *
 * @param folder as it was given to `plan --out`
 * @param name the environment that is deployed to
 * @throws UserError (exit 2) when there is none, or it is of another environment
 */
export function readSavedPlan(folder: string, name: string): SavedIntent {
  const saved = read(folder);
  if (saved.environment.name !== name) {
    throw new UserError(`the plan is of environment ${saved.environment.name}, not of ${name}`, {
      where: join(folder, savedPlanFile),
      next: `npx nx run infra:deploy --configuration=${saved.environment.name} --plan=${folder}`,
      exit: exitCode.usage,
    });
  }
  const { environment, commit, stacks, images, planFiles, live } = saved;
  return {
    ...{ environment, commit, stacks, images },
    planFiles: new Map(Object.entries(planFiles).map(([stack, file]) => [stack, resolve(folder, file)])),
    check: (decisions) => {
      assertNotMoved(live, decisions, folder);
    },
  };
}

function read(folder: string): SavedPlan {
  const file = join(folder, savedPlanFile);
  try {
    return savedPlanSchema.parse(JSON.parse(readFileSync(file, 'utf8')));
  } catch (cause) {
    throw new UserError('there is no saved plan', {
      where: file,
      next: `npx nx run infra:plan --out=${folder}`,
      exit: exitCode.usage,
      cause,
    });
  }
}

/** @throws UserError (exit 3) that names the stacks whose live state is another than when the plan was made */
function assertNotMoved(
  saved: Readonly<Record<string, string>>,
  decisions: Decision[],
  folder: string,
): void {
  const now = new Map(decisions.flatMap(({ name, live }) => (live ? [[name, describeLive(live)]] : [])));
  const names = new Set([...Object.keys(saved), ...now.keys()]);
  const moved = [...names].filter((name) => saved[name] !== now.get(name)).sort();
  if (moved.length === 0) return;
  throw new UserError(`the environment has moved since the plan was made: ${moved.join(', ')}`, {
    where: join(folder, savedPlanFile),
    next: `plan again: npx nx run infra:plan --out=${folder}`,
    exit: exitCode.refused,
  });
}
