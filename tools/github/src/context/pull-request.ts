import { readFileSync } from 'node:fs';
import { exitCode, UserError } from '@prod-e/errors';
import { z } from 'zod';
import { eventFileOf } from './variables.ts';

const repository = z.object({ full_name: z.string() });

/** The part of the event `pull_request` that we need. */
const eventSchema = z.object({
  pull_request: z
    .object({
      number: z.int().positive(),
      /** Null where the fork is there no more. */
      head: z.object({ repo: repository.nullable() }),
      base: z.object({ repo: repository }),
    })
    .optional(),
});

export interface PullRequest {
  number: number;
  /** Its runs have a token that may not write. */
  isFromFork: boolean;
}

/**
 * The pull request that the run is of.
 *
 * @returns `undefined` where the event is of none, as in the merge queue
 * @throws UserError (exit 2) when the event cannot be read
 */
export function pullRequestOf(env: NodeJS.ProcessEnv): PullRequest | undefined {
  const file = eventFileOf(env);
  const { pull_request: request } = read(file);
  if (!request) return undefined;
  const { number, head, base } = request;
  return { number, isFromFork: head.repo?.full_name !== base.repo.full_name };
}

function read(file: string): z.infer<typeof eventSchema> {
  try {
    return eventSchema.parse(JSON.parse(readFileSync(file, 'utf8')));
  } catch (cause) {
    throw new UserError('the event of this run cannot be read', {
      where: file,
      next: 'GITHUB_EVENT_PATH must name the JSON that GitHub has left for the run',
      exit: exitCode.usage,
      cause,
    });
  }
}
