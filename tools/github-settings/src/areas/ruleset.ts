import type { components } from '@octokit/openapi-types';
import { UserError } from '@prod-e/errors';
import type { GitHub } from '../github/client.ts';
import { neededRights } from '../github/errors.ts';
import type { State } from '../state.ts';
import { declaredOf, type Area } from './area.ts';

/** Ours is found again by its name; what others made beside it only adds to it. */
export const rulesetName = 'main';

type Main = State['main'];
type Answer = components['schemas']['repository-ruleset'];
type Rule = components['schemas']['repository-rule'];

/** What must be true of a change before it is on main. */
export function rulesetArea({ main }: State, { repository, request }: GitHub): Area {
  let id: number | undefined;
  return {
    path: 'main',
    wanted: main,
    read: async () => {
      const { data } = await request('GET /repos/{owner}/{repo}/rulesets', {
        ...{ ...repository, includes_parents: false, targets: 'branch', per_page: 100 },
      });
      id = data.find(({ name }) => name === rulesetName)?.id;
      if (id === undefined) return undefined;
      const route = 'GET /repos/{owner}/{repo}/rulesets/{ruleset_id}';
      return stateOf((await request(route, { ...repository, ruleset_id: id })).data, main);
    },
    write: async () => {
      const body = { ...repository, ...bodyOf(main) };
      await (id === undefined
        ? request('POST /repos/{owner}/{repo}/rulesets', body)
        : request('PUT /repos/{owner}/{repo}/rulesets/{ruleset_id}', { ...body, ruleset_id: id }));
    },
  };
}

/** @throws UserError where the token may not see who is above the rules */
function stateOf(
  { enforcement, conditions, bypass_actors: actors, rules = [] }: Answer,
  wanted: Main,
): object {
  if (!actors) {
    throw new UserError(`GitHub does not show to this token who may bypass the ruleset ${rulesetName}`, {
      where: 'rulesets of the repository',
      next: `use ${neededRights}`,
    });
  }
  const { include = [], exclude = [] } = refsOf(conditions);
  return {
    ...{ enforcement, include, exclude, bypass_actors: actors },
    rules: Object.fromEntries(
      rules.map(({ type, ...rule }) => {
        const parameters = ('parameters' in rule && rule.parameters) || {};
        const declared = (wanted.rules as Record<string, object | undefined>)[type];
        return [type, declared ? declaredOf(parameters, declared) : parameters];
      }),
    ),
  };
}

const refsOf = (conditions: Answer['conditions']) =>
  (conditions && 'ref_name' in conditions ? conditions.ref_name : undefined) ?? {};

function bodyOf({ enforcement, include, exclude, bypass_actors, rules }: Main) {
  const list = Object.entries(rules).map(([type, parameters]) => ({
    type,
    ...(Object.keys(parameters).length > 0 && { parameters }),
  }));
  return {
    ...{ name: rulesetName, target: 'branch' as const, enforcement, bypass_actors },
    conditions: { ref_name: { include, exclude } },
    // Declared by type, where GitHub has a list; `State` gives each its parameters.
    rules: list as Rule[],
  };
}
