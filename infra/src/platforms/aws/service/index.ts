import type { TerraformStack } from 'cdktf';
import { logGroup } from '../foundation/log-group.ts';
import { logGroupName } from '../names.ts';
import { alarms } from './alarms/index.ts';
import { dataVolume } from './data-volume.ts';
import { discovery } from './discovery.ts';
import { executionRole } from './execution-role.ts';
import { failedDeployments } from './failed-deployments.ts';
import { loadBalancing } from './load-balancing.ts';
import type { ServiceProps } from './props.ts';
import { rollout } from './rollout.ts';
import { runningService } from './running-service.ts';
import { scaling } from './scaling.ts';
import { securityRules } from './security-rules.ts';
import { taskDefinition } from './task-definition.ts';
import { taskPolicy, taskRole } from './task-role.ts';

/**
 * One service on ECS, from its service.json.
 *
 * @returns Terraform address of the ECS service, which carries the stack's hash and the input tag
 */
export function ecsService(stack: TerraformStack, props: ServiceProps): string {
  const { environment, service, foundation } = props;
  const logs = logGroup(stack, 'logs', {
    ...{ environment, name: logGroupName(environment, service.definition.name), keyArn: foundation.keyArn },
  });
  const execution = executionRole(stack, props, logs.arn);
  const role = taskRole(stack, props);
  const volume = dataVolume(stack, props, role.arn);
  const task = taskDefinition(stack, props, {
    ...{ logGroup: logs.name, executionRoleArn: execution.arn, taskRoleArn: role.arn },
    volumes: volume ? [volume.volume] : [],
  });

  securityRules(stack, props);
  const balancing = loadBalancing(stack, props);
  const running = runningService(stack, props, {
    ...{ task, balancing, registry: discovery(stack, props), rollout: rollout(stack, props, balancing) },
    alarmNames: alarms(stack, props, { logs, balancing }),
    ready: [execution.policy, ...taskPolicy(stack, props, { role, volume }), ...(volume?.ready ?? [])],
  });

  scaling(stack, props, { running, balancing });
  failedDeployments(stack, props);
  return `${running.terraformResourceType}.${running.friendlyUniqueId}`;
}
