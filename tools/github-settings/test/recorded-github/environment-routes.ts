import { environmentOf, refusal, type EnvironmentRequest } from './answers.ts';
import type { Routes } from './routes.ts';

const policies = '/environments/*/deployment-branch-policies';

export const environmentRoutes: Routes = {
  'GET /environments/*': ({ environments }, _body, [name = '']) => {
    const found = environments.get(name);
    return found ? { status: 200, body: environmentOf(name, found.asked) } : refusal.notFound;
  },
  'PUT /environments/*': ({ environments, hasEnterprise }, body, [name = '']) => {
    const asked = body as EnvironmentRequest;
    if (asked.reviewers !== undefined && !hasEnterprise) return refusal.noReviewers;
    environments.set(name, { asked, policies: environments.get(name)?.policies ?? [] });
    return { status: 200, body: environmentOf(name, asked) };
  },
  [`GET ${policies}?per_page=100`]: ({ environments }, _body, [name = '']) => {
    const branch_policies = environments.get(name)?.policies ?? [];
    return { status: 200, body: { total_count: branch_policies.length, branch_policies } };
  },
  [`POST ${policies}`]: (world, body, [name = '']) => {
    const found = world.environments.get(name);
    if (!found?.asked.deployment_branch_policy?.custom_branch_policies) return refusal.notFound;
    const policy = {
      ...(body as unknown as { name: string; type: 'branch' }),
      id: world.nextId++,
      node_id: 'MDE2OkdhdGU',
    };
    found.policies.push(policy);
    return { status: 200, body: policy };
  },
  [`DELETE ${policies}/*`]: ({ environments }, _body, [name = '', id]) => {
    const found = environments.get(name);
    if (!found) return refusal.notFound;
    found.policies = found.policies.filter((policy) => String(policy.id) !== id);
    return { status: 204 };
  },
};
