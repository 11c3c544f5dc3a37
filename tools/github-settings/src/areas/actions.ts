import type { components } from '@octokit/openapi-types';
import type { GitHub } from '../github/client.ts';
import type { State } from '../state.ts';
import { declaredOf, type Area } from './area.ts';

type Subject = components['schemas']['oidc-custom-sub-repo'];

/** Which actions may run, what a job's own token may do, and what its token for AWS says. */
export function actionsAreas(state: State, { repository, request }: GitHub): Area[] {
  const { actions, selected_actions: selected, workflow_token: token, oidc_subject: subject } = state;
  return [
    {
      path: 'actions',
      wanted: actions,
      read: async () =>
        declaredOf(
          (await request('GET /repos/{owner}/{repo}/actions/permissions', { ...repository })).data,
          actions,
        ),
      write: async () => {
        await request('PUT /repos/{owner}/{repo}/actions/permissions', { ...repository, ...actions });
      },
    },
    {
      path: 'actions.selected_actions',
      wanted: selected,
      // GitHub has no list, and answers 409, for as long as not only selected actions are allowed.
      read: async () => {
        const { data } = await request('GET /repos/{owner}/{repo}/actions/permissions', { ...repository });
        if (data.allowed_actions !== 'selected') return undefined;
        const list = await request('GET /repos/{owner}/{repo}/actions/permissions/selected-actions', {
          ...repository,
        });
        return declaredOf(list.data, selected);
      },
      write: async () => {
        await request('PUT /repos/{owner}/{repo}/actions/permissions/selected-actions', {
          ...repository,
          ...selected,
        });
      },
    },
    {
      path: 'actions.workflow_token',
      wanted: token,
      read: async () =>
        declaredOf(
          (await request('GET /repos/{owner}/{repo}/actions/permissions/workflow', { ...repository })).data,
          token,
        ),
      write: async () => {
        await request('PUT /repos/{owner}/{repo}/actions/permissions/workflow', { ...repository, ...token });
      },
    },
    {
      path: 'actions.oidc_subject',
      wanted: subject,
      read: async () => {
        const { data } = await request('GET /repos/{owner}/{repo}/actions/oidc/customization/sub', {
          ...repository,
        });
        return { use_default: data.use_default, use_immutable_subject: isImmutable(data) };
      },
      write: async () => {
        await request('PUT /repos/{owner}/{repo}/actions/oidc/customization/sub', {
          ...repository,
          ...subject,
        });
      },
    },
  ];
}

/** How a token begins is the truth: of a repository that has the ids by default the switch was seen to say `false`. */
const isImmutable = ({ sub_claim_prefix: prefix, use_immutable_subject: isSwitchedOn }: Subject) =>
  prefix === undefined ? isSwitchedOn : /^repo:[^/@]+@\d+\//.test(prefix);
