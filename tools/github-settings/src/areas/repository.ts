import { UserError } from '@prod-e/errors';
import { neededRights } from '../github/errors.ts';
import type { GitHub } from '../github/client.ts';
import type { State } from '../state.ts';
import { declaredOf, type Area } from './area.ts';

/** What stands on the repository itself: how pull requests are merged, and whether secrets are looked for. */
export function repositoryAreas(state: State, { repository, request }: GitHub): Area[] {
  const get = async () => (await request('GET /repos/{owner}/{repo}', { ...repository })).data;
  const { secret_scanning: scanning } = state;
  const merging: Area = {
    path: 'repository',
    wanted: state.repository,
    read: async () => told(declaredOf(await get(), state.repository)),
    write: async () => {
      await request('PATCH /repos/{owner}/{repo}', { ...repository, ...state.repository });
    },
  };
  if (!scanning) return [merging];
  return [
    merging,
    {
      path: 'security_and_analysis',
      wanted: scanning,
      read: async () => {
        const { security_and_analysis: there } = await get();
        return told(declaredOf(there ?? {}, scanning));
      },
      write: async () => {
        await request('PATCH /repos/{owner}/{repo}', { ...repository, security_and_analysis: scanning });
      },
    },
  ];
}

/** GitHub leaves settings out for whoever may not change them, which is not the same as having none. */
function told(settings: Record<string, unknown>): Record<string, unknown> {
  const hidden = Object.keys(settings).filter((name) => settings[name] === undefined);
  if (hidden.length === 0) return settings;
  throw new UserError(`GitHub does not show ${hidden.join(', ')} to this token`, {
    where: 'settings of the repository',
    next: `use ${neededRights}`,
  });
}
