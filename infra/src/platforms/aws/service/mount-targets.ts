import { EfsMountTarget } from '@cdktf/provider-aws/lib/efs-mount-target/index.js';
import { SecurityGroup } from '@cdktf/provider-aws/lib/security-group/index.js';
import { Fn, type TerraformStack } from 'cdktf';
import type { ServiceProps } from './props.ts';
import { allow } from './security-rules.ts';

const nfs = 2049;

/** Where a file system is reached: in every zone that a task may run in, by the service's own tasks. */
export function mountTargets(
  stack: TerraformStack,
  { environment, service, resource, foundation }: ServiceProps,
  fileSystemId: string,
): EfsMountTarget[] {
  const { name } = service.definition;
  const group = new SecurityGroup(stack, 'data-group', {
    name: `${resource}-data`,
    description: `Data of ${name}.`,
    vpcId: foundation.vpcId,
    tags: { Name: `${resource}-data` },
  });
  allow(stack, 'data', {
    from: foundation.securityGroupId(name),
    to: group.id,
    port: nfs,
    description: `NFS from ${name} to its data.`,
  });
  return Array.from(
    { length: environment.network.zones },
    (_, zone) =>
      new EfsMountTarget(stack, `data-mount-${zone + 1}`, {
        fileSystemId,
        subnetId: Fn.element(foundation.privateSubnetIds, zone) as string,
        securityGroups: [group.id],
      }),
  );
}
