import { rmSync } from 'node:fs';
import { join } from 'node:path';
import type { MiniStack } from '@prod-e/testing/ministack';
import { differences } from './differences.ts';
import { createWorkspaceFor, type Workspace } from '../workspace.ts';

export const environment = 'e2e-aws';
export const cluster = `prod-e-${environment}`;
const region = 'us-east-1';

/** Where an emulator lacks a service of AWS: none of what the stacks need for it is made. */
const withoutScaling = { backend: { scaling: { min: 1, max: 1 } } };

/** Where this version of the emulator takes less than AWS does. */
const emulatorsOwn = [
  {
    file: 'infra/src/platforms/aws/service/discovery.ts',
    what: 'forceDestroy: true,',
    replacement: 'forceDestroy: true, namespaceId: foundation.namespaceId,',
    reason: 'a namespace is told to AWS as a part of the DNS settings; the emulator wants it beside them too',
  },
  {
    file: 'apps/prometheus/service.json',
    what: ',\n  "smoke": "smoke.ts"',
    replacement: '',
    reason: 'no name of Cloud Map resolves, so Prometheus finds no targets',
  },
];

/**
 * A copy of the workspace with one environment, in an AWS of this machine.
 *
 * @param version constraint by which Terraform can install the provider here
 */
export function createCloudWorkspace({ endpoint, account }: MiniStack, version: string): Workspace {
  const workspace = createWorkspaceFor({
    ...{ platform: 'aws', name: environment, account, region, endpoint },
    registry: { kind: 'ecr', account, region, endpoint },
    ...{ services: withoutScaling, reach: 'task', proof: { deadlineSeconds: 120 } },
  });
  const root = join(workspace.root, 'infra/src');
  for (const other of ['dev', 'staging', 'prod', 'local']) rmSync(join(root, `environments/${other}.ts`));
  for (const { file, what, replacement } of emulatorsOwn) {
    workspace.edit(file, (text) => {
      if (!text.includes(what)) throw new Error(`${file} has no ${what}`);
      return text.replace(what, replacement);
    });
  }
  workspace.edit('infra/src/platforms/aws/provider.ts', (text) =>
    text.replace(/providerVersion = '[^']*'/, `providerVersion = '${version}'`),
  );
  workspace.edit('infra/src/settings.ts', (text) =>
    text.replaceAll(/region: '[^']*'/g, `region: '${region}'`),
  );
  workspace.edit('infra/drift-exceptions.json', () => JSON.stringify({ exceptions: differences }));
  workspace.commit('in an account of its own');
  return workspace;
}
