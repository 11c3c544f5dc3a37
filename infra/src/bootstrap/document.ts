import { parseEnvironment, type AwsEnvironment } from '@prod-e/environment';
import type { Settings } from '../settings.ts';
import type { Account } from './accounts.ts';
import { identitiesOf, type Identity } from './identities.ts';
import { boundary } from './permissions/boundary.ts';
import type { Conditions, Permission, PolicyPart } from './permissions/permission.ts';
import { readPart } from './permissions/read.ts';
import { taskBoundary } from './permissions/task-boundary.ts';

/** `docs/roles.md`: each role, who may assume it, what it may do and why, from what the stacks are made of. */
export function rolesDocument(subject: Settings['github']['subject']): string {
  const { account, settings, environment } = example(subject);
  return [
    introduction,
    ...identitiesOf(account, settings, ['<service>']).map(identitySection),
    policySection('##', 'prod-e', readPart(account.id)),
    policySection('##', 'prod-e', boundary(account, settings)),
    policySection('##', `prod-e-${environment.name}`, taskBoundary(environment)),
  ]
    .join('\n\n')
    .concat('\n');
}

const introduction = `# Roles

Written from \`infra/src/bootstrap/permissions\`; a test holds it to that, and \`cd infra && UPDATE=1 npx jest src/bootstrap/document --coverage=false\` writes it anew. Why it is so: [ADR 21](adr/0021-identity.md).

Workflows of the repository assume these roles by GitHub’s own tokens; there is no key (1 and 2 stand for the ids of owner and repository). A role does what both its policies and its boundary allow. What is said of a domain, of blue/green rollouts, of remote write and of Secrets Manager is there only in environments that have them.`;

const identitySection = ({ name, description, subjects, trusts, parts, reads }: Identity): string =>
  [
    `## \`${name}\``,
    description.replace(/<.*?>/g, '`$&`'),
    `**Who may assume it:** ${code(subjects)}. ${trusts}`,
    `**Boundary:** \`prod-e-boundary\`.${reads ? ' It has the policy `prod-e-read`, too.' : ''}`,
    ...parts.map((part) => policySection('###', name, part)),
  ].join('\n\n');

const policySection = (heading: string, prefix: string, { name, about, permissions }: PolicyPart): string =>
  [
    `${heading} Policy \`${prefix}-${name}\``,
    sentence(about),
    permissions.map(permissionItem).join('\n'),
  ].join('\n\n');

const permissionItem = ({ sid, why, effect, actions, resources, when }: Permission): string =>
  [
    `- **${sid}.** ${why}`,
    `  - ${effect ? 'must not' : 'may'} ${all(actions)}`,
    `  - on ${all(resources)}`,
    ...(when ? conditions(when).map((condition) => `  - where ${condition}`) : []),
  ].join('\n');

const all = (items: string[] | { allBut: string[] }): string => {
  if (!Array.isArray(items)) return `anything but ${code(items.allBut)}`;
  return items.join() === '*' ? 'anything' : code(items);
};

const words: Record<string, string> = {
  Bool: 'is',
  StringEquals: 'is',
  StringEqualsIfExists: 'is, where there is one,',
  StringLike: 'is like',
  ArnLike: 'is like',
  StringNotEquals: 'is none of',
  'ForAllValues:StringLike': 'are all like',
};

const conditions = (when: Conditions): string[] =>
  Object.entries(when).flatMap(([operator, keys]) =>
    Object.entries(keys).map(
      ([key, values]) => `\`${key}\` ${words[operator] ?? operator} ${code([values].flat())}`,
    ),
  );

const code = (items: string[]): string => items.map((item) => `\`${item}\``).join(', ');

const sentence = (clause: string): string => `${clause.charAt(0).toUpperCase()}${clause.slice(1)}.`;

/** An account with one of everything, whose names say what stands there. */
function example(subject: Settings['github']['subject']) {
  const settings: Settings = {
    github: { owner: '<owner>', repository: '<repository>', ownerId: 1, repositoryId: 2, subject },
    registry: { account: '<registry-account>', region: '<registry-region>', keep: 1000 },
  };
  const environment = exampleEnvironment();
  const account: Account = {
    ...{ id: environment.account, regions: [environment.region], environments: [environment] },
    registryRegion: settings.registry.region,
  };
  return { account, settings, environment };
}

function exampleEnvironment(): AwsEnvironment {
  const parsed = parseEnvironment(
    {
      ...{ platform: 'aws', name: 'example', account: '000000000000', region: 'eu-central-1' },
      ...{ rollout: 'blue-green', remoteWrite: { workspace: 'ws-example' } },
      domain: { name: 'example.org', zone: 'example.org' },
    },
    'an example',
  );
  if (parsed.platform !== 'aws') throw new Error('the example is not on AWS');
  const name = '<environment>';
  return {
    ...parsed,
    ...{ name, account: '<account>', region: '<region>', cluster: `prod-e-${name}` },
    stateBucket: 'prod-e-state-<account>-<region>',
    ledger: { ...parsed.ledger, table: `prod-e-${name}` },
    registry: { kind: 'ecr', account: '<registry-account>', region: '<registry-region>' },
    domain: { name: '<domain>', zone: '<zone>' },
    remoteWrite: { workspace: '<workspace>' },
    secrets: {
      '<service>': { SECRET: 'arn:aws:secretsmanager:<region>:<account>:secret:<secret>' },
    },
  };
}
