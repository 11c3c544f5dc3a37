import type { RegistryConfiguration } from '@prod-e/environment';
import { exitCode, UserError } from '@prod-e/errors';
import { z } from 'zod';

const settingsSchema = z.strictObject({
  github: z
    .strictObject({
      owner: z.string().regex(/^[\w-]+$/, 'must be a user or an organization of GitHub'),
      repository: z.string().regex(/^[\w.-]+$/, 'must be a repository’s name, without its owner'),
      ownerId: z.int().min(0).optional(),
      repositoryId: z.int().min(0).optional(),
      subject: z
        .enum(['classic', 'immutable'])
        .describe(
          'Form of `sub` in GitHub’s tokens: `immutable` (with ids) where the repository was created or renamed since July 2026, or has opted in.',
        ),
    })
    .refine(
      ({ subject, ownerId, repositoryId }) =>
        subject === 'classic' || (ownerId !== undefined && repositoryId !== undefined),
      { path: ['subject'], message: 'the immutable form needs ownerId and repositoryId' },
    )
    .describe('The repository whose workflows may assume roles.'),
  registry: z
    .strictObject({
      account: z.string().regex(/^\d{12}$/, 'must be twelve digits'),
      region: z.string().regex(/^[a-z]{2}(-[a-z]+)+-\d$/, 'must be a region, as in eu-central-1'),
      keep: z
        .int()
        .min(100)
        .default(1000)
        .describe(
          'Images kept of each service, the newest: more than are built in the 90 days and the time that an environment may lag behind.',
        ),
    })
    .describe('The one ECR registry that every environment pulls from; images are promoted by their digest.'),
});

/** What belongs to no single environment. */
export type Settings = z.infer<typeof settingsSchema>;

/**
 * Validates settings.
 *
 * @throws UserError (exit 2) that lists every problem with its path
 */
export function parseSettings(input: unknown): Settings {
  const { data, error } = settingsSchema.safeParse(input);
  if (data) return data;
  const problems = error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`);
  throw new UserError(`invalid settings: ${problems.join('; ')}`, {
    where: settingsFile,
    exit: exitCode.usage,
  });
}

export const settingsFile = 'infra/src/settings.ts';

/** Something to fill in before anything real is made. */
export interface Placeholder {
  /** In `infra/src/settings.ts`: `github.owner`. */
  path: string;
  /** What to put there, and how it is found. */
  fillIn: string;
}

const nobody = 'your-organization';
const noAccount = '000000000000';

/** What still stands in the settings for values of whoever forks this. Good enough for a synthesis. */
export function placeholders({ github, registry }: Settings = settings): Placeholder[] {
  const { owner, repository, ownerId, repositoryId, subject } = github;
  const ask = (what: string, id: string) => `its id, by: gh api ${what} --jq ${id}`;
  return [
    { path: 'github.owner', isOpen: owner === nobody, fillIn: 'the user or organization on GitHub' },
    {
      path: 'github.ownerId',
      isOpen: subject === 'immutable' && ownerId === 0,
      fillIn: ask(`repos/${owner}/${repository}`, '.owner.id'),
    },
    {
      path: 'github.repositoryId',
      isOpen: subject === 'immutable' && repositoryId === 0,
      fillIn: ask(`repos/${owner}/${repository}`, '.id'),
    },
    {
      path: 'registry.account',
      isOpen: registry.account === noAccount,
      fillIn: 'the account that keeps images',
    },
  ].flatMap(({ isOpen, ...placeholder }) => (isOpen ? [placeholder] : []));
}

/** @throws UserError (exit 2) that says what to fill in */
export function assertFilledIn(given: Settings): void {
  const open = placeholders(given);
  if (open.length === 0) return;
  throw new UserError(`placeholders stand for ${open.map(({ path }) => path).join(', ')}`, {
    where: settingsFile,
    next: `fill in ${open.map(({ path, fillIn }) => `${path}: ${fillIn}`).join('; ')}`,
    exit: exitCode.usage,
  });
}

export const settings: Settings = parseSettings({
  github: { owner: nobody, repository: 'prod-e', ownerId: 0, repositoryId: 0, subject: 'immutable' },
  registry: { account: noAccount, region: 'eu-central-1' },
});

/** The `registry` of every environment on AWS. */
export const sharedRegistry = {
  kind: 'ecr',
  account: settings.registry.account,
  region: settings.registry.region,
} satisfies RegistryConfiguration;
