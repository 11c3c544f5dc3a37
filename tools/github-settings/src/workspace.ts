import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { environmentNames, environmentsFolder, loadEnvironment, placeholdersOf } from '@prod-e/environment';
import { exitCode, UserError } from '@prod-e/errors';
import type { Repository } from './github/client.ts';

export const settingsFile = 'infra/src/settings.ts';

/** What `infra/src/settings.ts` says of the repository, and what is still to be filled in there. */
export interface Settings {
  github: {
    owner: string;
    repository: string;
    ownerId?: number;
    repositoryId?: number;
    subject: 'classic' | 'immutable';
  };
  placeholders: { path: string; fillIn: string }[];
}

/** Loaded by its path: a tool stands on no infrastructure. It validates itself. */
export async function readSettings(workspaceRoot: string): Promise<Settings> {
  const { settings, placeholders } = (await import(
    pathToFileURL(join(workspaceRoot, settingsFile)).href
  )) as {
    settings: Pick<Settings, 'github'>;
    placeholders: () => Settings['placeholders'];
  };
  return { github: settings.github, placeholders: placeholders() };
}

/**
 * The repository of the settings.
 *
 * @throws UserError (exit 2) that says what to fill in
 */
export function repositoryOf({ github, placeholders }: Settings): Repository {
  const open = placeholders.find(({ path }) => path === 'github.owner');
  if (!open) return { owner: github.owner, repo: github.repository };
  throw new UserError(`a placeholder stands for ${open.path}`, {
    where: settingsFile,
    next: `fill in ${open.path}: ${open.fillIn}; or say --repository=<owner>/<name>`,
    exit: exitCode.usage,
  });
}

/**
 * Who must approve what is deployed to each environment of AWS.
 *
 * @throws UserError (exit 2) where an environment is invalid, or its reviewers are to be filled in
 */
export async function readReviewers(workspaceRoot: string): Promise<Record<string, string[]>> {
  const folder = join(workspaceRoot, environmentsFolder);
  const reviewers: Record<string, string[]> = {};
  for (const name of environmentNames(folder)) {
    const environment = await loadEnvironment(name, folder);
    if (environment.platform !== 'aws' || environment.endpoint !== undefined) continue;
    const open = placeholdersOf(environment).find(({ field }) => field === 'approval.reviewers');
    if (open) {
      throw new UserError(`a placeholder stands for ${open.field} of ${name}`, {
        where: `${environmentsFolder}/${name}.ts`,
        next: `fill in ${open.field}: ${open.wants}`,
        exit: exitCode.usage,
      });
    }
    reviewers[name] = environment.approval.reviewers;
  }
  return reviewers;
}
