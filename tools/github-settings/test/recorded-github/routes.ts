import { refusal, type Answer } from './answers.ts';
import { environmentRoutes } from './environment-routes.ts';
import { rulesetRoutes } from './ruleset-routes.ts';
import type { World } from './world.ts';

export interface Call {
  method: string;
  path: string;
  body: Record<string, never>;
}

/** What a request is answered with; the groups of its path come as a list. */
export type Handler = (world: World, body: Call['body'], groups: string[]) => Answer;
export type Routes = Record<string, Handler>;

type Scanning = Record<'secret_scanning' | 'secret_scanning_push_protection', { status: string }>;

export const ok = (body: object): Answer => ({ status: 200, body });
export const done: Answer = { status: 204 };

/** Every request that is expected, by method and path below the repository. `*` stands for a part of the path. */
export const routes: Routes = {
  'GET ': ({ repository }) => ok(repository),
  'PATCH ': (world, body) => {
    const { security_and_analysis: security, ...settings } = body as { security_and_analysis?: object };
    const scanning: Scanning = { ...world.repository.security_and_analysis, ...security };
    const pushes = scanning.secret_scanning_push_protection.status === 'enabled';
    if (pushes && scanning.secret_scanning.status !== 'enabled') return refusal.noScanning;
    Object.assign(world.repository, settings, { security_and_analysis: scanning });
    return ok(world.repository);
  },
  'GET /actions/permissions': ({ actions }) => ok(actions),
  'PUT /actions/permissions': (world, body) => {
    world.actions = body as never;
    return done;
  },
  'GET /actions/permissions/selected-actions': ({ actions, selected }) =>
    actions.allowed_actions === 'selected' ? ok(selected) : refusal.conflict,
  'PUT /actions/permissions/selected-actions': (world, body) => {
    if (world.actions.allowed_actions !== 'selected') return refusal.conflict;
    // Given back in an order of GitHub's own.
    const { patterns_allowed: patterns } = body as { patterns_allowed?: string[] };
    world.selected = { ...world.selected, ...body, patterns_allowed: [...(patterns ?? [])].reverse() };
    return done;
  },
  'GET /actions/permissions/workflow': ({ workflowToken }) => ok(workflowToken),
  'PUT /actions/permissions/workflow': (world, body) => {
    world.workflowToken = body as never;
    return done;
  },
  'GET /actions/oidc/customization/sub': ({ subject }) => ok(subject),
  'PUT /actions/oidc/customization/sub': (world, body) => {
    const { use_immutable_subject: hasIds } = body as { use_immutable_subject?: boolean };
    const sub_claim_prefix = hasIds ? 'repo:acme@123456/prod-e@456789' : 'repo:acme/prod-e';
    world.subject = { ...world.subject, ...body, sub_claim_prefix };
    return { status: 201, body: {} };
  },
  'GET /vulnerability-alerts': ({ alerts }) => (alerts ? done : { status: 404 }),
  'PUT /vulnerability-alerts': (world) => {
    world.alerts = true;
    return done;
  },
  'GET /private-vulnerability-reporting': ({ reporting }) => ok({ enabled: reporting }),
  'PUT /private-vulnerability-reporting': (world) => {
    world.reporting = true;
    return done;
  },
  'GET /code-scanning/default-setup': ({ defaultSetup }) => ok(defaultSetup),
  'PATCH /code-scanning/default-setup': (world, body) => {
    world.defaultSetup = { ...world.defaultSetup, ...body, updated_at: null };
    return {
      status: 202,
      body: { run_id: 42, run_url: 'https://api.github.com/repos/acme/prod-e/actions/runs/42' },
    };
  },
  ...rulesetRoutes,
  ...environmentRoutes,
};
