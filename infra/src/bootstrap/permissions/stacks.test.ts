import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { scratchFolder } from '@prod-e/testing/fixtures';
import { awsEnvironment, live, work } from '../../../test/bootstrap.ts';
import { allows, type PolicyJson } from '../../../test/iam.ts';
import { madeBy } from '../../../test/made-by.ts';
import { policyJson, roleOf } from '../../../test/role-of.ts';
import { service } from '../../../test/services.ts';
import { synthesize } from '../../synthesize.ts';
import { taskBoundary } from './task-boundary.ts';

const services = [
  service('web', { access: 'public', scaling: { min: 1, max: 3 } }),
  service('store', { dataPath: '/data', secrets: ['KEY', 'TOKEN'], callers: ['web'] }),
  service('a-service-of-thirty-one-letters'),
  service('prometheus', { base: 'prometheus', port: 9090 }),
];

const plain = awsEnvironment('dev', work, { alarms: { emails: ['team@acme.org'] } });
const secret = `arn:aws:secretsmanager:eu-central-1:${live}:secret:shop/key-AbCdEf`;
const rich = awsEnvironment('a-name-of-21-letters', live, {
  ...{ domain: { name: 'acme.org', zone: 'acme.org' }, rollout: 'blue-green' },
  ...{ network: { egress: 'nat-per-zone', zones: 3 }, deletionProtection: true },
  ...{ remoteWrite: { workspace: 'ws-1a2b' }, secrets: { store: { KEY: `${secret}:field::` } } },
});

interface Resource {
  at: string;
  type: string;
  values: Record<string, unknown>;
}

describe.each([
  ['that is as small as can be', plain],
  ['that has everything', rich],
])('what the stacks of an environment %s make', (_what, environment) => {
  const deployer = roleOf(environment.account, `prod-e-${environment.name}-deployer`, [environment]);
  let resources: Resource[];

  beforeAll(async () => {
    const scratch = scratchFolder();
    const { stacks } = await synthesize({ environment, services, out: join(scratch.folder, 'out') });
    resources = stacks.flatMap(({ name }) =>
      resourcesIn(join(scratch.folder, 'out/stacks', name, 'cdk.tf.json'), name),
    );
    scratch.remove();
  });

  it('the deployer may make, each and every one', () => {
    const calls = madeBy(environment);
    const refused = resources.filter(({ type, values }) => {
      const call = calls[type]?.(values);
      if (!call) return true;
      const context = { 'aws:RequestedRegion': environment.region, ...call.context };
      return !allows(deployer, { ...call, context });
    });
    expect(refused.map(({ at }) => at)).toEqual([]);
  });

  it('gives roles no more than the boundary of tasks lets them', () => {
    const boundary = policyJson(taskBoundary(environment));
    const policies = resources.filter(({ type }) => type === 'aws_iam_role_policy');
    expect(policies.length).toBeGreaterThan(services.length);
    const beyond = policies.flatMap(({ at, values }) => {
      const text = withoutTokens(String(values['policy']), environment.name, environment.account);
      const own = JSON.parse(text) as PolicyJson;
      return callsOf(own, environment.name)
        .filter((call) => !allows({ policies: [own], boundary }, call))
        .map(({ action, resource }) => `${at}: ${action} on ${resource}`);
    });
    expect(beyond).toEqual([]);
  });

  it('passes each role to the one service that the deployer may pass it to', () => {
    const passed = resources.filter(({ type }) => type === 'aws_iam_role');
    const refused = passed.filter(({ values }) => {
      const [, principal = ''] = /"Service":"([\w.-]+)"/.exec(String(values['assume_role_policy'])) ?? [];
      const resource = `arn:aws:iam::${environment.account}:role/${String(values['name'])}`;
      const context = { 'aws:RequestedRegion': environment.region, 'iam:PassedToService': principal };
      return !allows(deployer, { action: 'iam:PassRole', resource, context });
    });
    expect(refused.map(({ at }) => at)).toEqual([]);
  });
});

function resourcesIn(file: string, stack: string): Resource[] {
  const { resource } = JSON.parse(readFileSync(file, 'utf8')) as {
    resource: Record<string, Record<string, Record<string, unknown>>>;
  };
  return Object.entries(resource).flatMap(([type, byId]) =>
    Object.entries(byId).map(([id, values]) => ({ at: `${stack}: ${type}.${id}`, type, values })),
  );
}

/** What Terraform puts in place of its references, which it knows only when it applies. */
function withoutTokens(policy: string, name: string, account: string): string {
  const arns: Record<string, string> = {
    aws_cloudwatch_log_group: `logs:eu-central-1:${account}:log-group:/prod-e-${name}/x`,
    aws_efs_file_system: `elasticfilesystem:eu-central-1:${account}:file-system/fs-1`,
    aws_lb_listener_rule: `elasticloadbalancing:eu-central-1:${account}:listener-rule/app/x/1/2/3`,
    aws_lb_target_group: `elasticloadbalancing:eu-central-1:${account}:targetgroup/x/1`,
    data: `kms:eu-central-1:${account}:key/1`,
  };
  return policy.replaceAll(/\$\{(\w+)\.[^}]*\}/g, (token, type: string) => {
    const arn = arns[type];
    return arn === undefined ? token : `arn:aws:${arn}`;
  });
}

/** Every call that a policy names, in the very context that it asks for. */
const callsOf = ({ Statement }: PolicyJson, name: string) =>
  Statement.flatMap(({ Action = [], Resource = [], Condition = {} }) =>
    [Action].flat().flatMap((action) =>
      [Resource].flat().map((resource) => ({
        ...{ action, resource },
        context: Object.values(Condition).reduce((all, keys) => ({ ...all, ...keys }), {
          'aws:ResourceTag/environment': name,
        }),
      })),
    ),
  );
