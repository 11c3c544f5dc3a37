import type { IamRole } from '@cdktf/provider-aws/lib/iam-role/index.js';
import type { ITerraformDependable, TerraformStack } from 'cdktf';
import type { Statement } from '../policy.ts';
import type { DataVolume } from './data-volume.ts';
import type { ServiceProps } from './props.ts';
import { workspaceOf } from './remote-write.ts';
import { role, rolePolicy } from './roles.ts';
import { taskTrust } from './task-trust.ts';

const what = 'task';

/** The service itself, as AWS knows it. */
export const taskRole = (stack: TerraformStack, props: ServiceProps): IamRole =>
  role(stack, props, {
    what,
    description: `What ${props.resource} itself may do.`,
    trust: taskTrust(props.environment),
  });

/** What the service itself may do; most may do nothing, and have no policy. */
export function taskPolicy(
  stack: TerraformStack,
  props: ServiceProps,
  { role: created, volume }: { role: IamRole; volume: DataVolume | undefined },
): ITerraformDependable[] {
  const statements = [...(volume ? [mount(volume)] : []), ...writeSamples(props)];
  return statements.length > 0 ? [rolePolicy(stack, { what, role: created }, statements)] : [];
}

const mount = ({ fileSystemArn, accessPointArn }: DataVolume): Statement => ({
  ...{ Sid: 'MountData', Effect: 'Allow' },
  Action: ['elasticfilesystem:ClientMount', 'elasticfilesystem:ClientWrite'],
  Resource: [fileSystemArn],
  Condition: { StringEquals: { 'elasticfilesystem:AccessPointArn': accessPointArn } },
});

function writeSamples(props: ServiceProps): Statement[] {
  const workspace = workspaceOf(props);
  if (workspace === undefined) return [];
  return [{ Sid: 'WriteSamples', Effect: 'Allow', Action: ['aps:RemoteWrite'], Resource: [workspace] }];
}
