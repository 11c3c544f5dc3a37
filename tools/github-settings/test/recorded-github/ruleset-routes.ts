import type { components } from '@octokit/openapi-types';
import { refusal } from './answers.ts';
import type { Routes } from './routes.ts';

type Ruleset = components['schemas']['repository-ruleset'];

/** What GitHub adds to a rule that it was given. */
const added: Record<string, object> = { pull_request: { required_reviewers: [] } };

function stored(id: number, body: object, owner: string): Ruleset {
  const { rules = [], ...rest } = body as Partial<Ruleset>;
  return {
    ...{ id, source_type: 'Repository', source: 'acme/prod-e', node_id: 'RRS_lACqUmVwbw', bypass_actors: [] },
    ...{ name: owner, enforcement: 'active', current_user_can_bypass: 'never' },
    ...rest,
    // Given back in an order of GitHub's own.
    rules: rules
      .map((rule) => {
        const extra = added[rule.type];
        return extra && 'parameters' in rule
          ? { ...rule, parameters: { ...rule.parameters, ...extra } }
          : rule;
      })
      .reverse() as NonNullable<Ruleset['rules']>,
  };
}

export const rulesetRoutes: Routes = {
  // The list has neither rules nor conditions, nor who may bypass them.
  'GET /rulesets?includes_parents=false&targets=branch&per_page=100': ({ rulesets }) => ({
    status: 200,
    body: rulesets.map((ruleset) => ({
      ...ruleset,
      rules: undefined,
      conditions: undefined,
      bypass_actors: undefined,
    })),
  }),
  'GET /rulesets/*': ({ rulesets }, _body, [id]) => {
    const found = rulesets.find((ruleset) => String(ruleset.id) === id);
    return found ? { status: 200, body: found } : refusal.notFound;
  },
  'POST /rulesets': (world, body) => {
    const { rules = [] } = body as Partial<Ruleset>;
    if (rules.some(({ type }) => type === 'merge_queue') && !world.hasEnterprise) return refusal.noQueue;
    const ruleset = stored(world.nextId++, body, world.repository.full_name);
    world.rulesets.push(ruleset);
    return { status: 201, body: ruleset };
  },
  'PUT /rulesets/*': (world, body, [id]) => {
    const index = world.rulesets.findIndex((ruleset) => String(ruleset.id) === id);
    if (index < 0) return refusal.notFound;
    const ruleset = stored(Number(id), body, world.repository.full_name);
    world.rulesets[index] = ruleset;
    return { status: 200, body: ruleset };
  },
};
