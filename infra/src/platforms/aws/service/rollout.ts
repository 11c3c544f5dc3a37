import type {
  EcsServiceDeploymentConfiguration,
  EcsServiceLoadBalancerAdvancedConfiguration,
} from '@cdktf/provider-aws/lib/ecs-service/index.js';
import type { LbListenerRule } from '@cdktf/provider-aws/lib/lb-listener-rule/index.js';
import type { LbTargetGroup } from '@cdktf/provider-aws/lib/lb-target-group/index.js';
import type { ITerraformDependable, TerraformStack } from 'cdktf';
import type { Statement } from '../policy.ts';
import type { LoadBalancing } from './load-balancing.ts';
import { isScaled, type ServiceProps } from './props.ts';
import { role, rolePolicy } from './roles.ts';

/** How ECS goes from one release to the next. */
export interface Rollout {
  deployment: EcsServiceDeploymentConfiguration;
  /** Percent of the tasks that must, and may, be there meanwhile. */
  percent: { least: number; most: number };
  advanced?: EcsServiceLoadBalancerAdvancedConfiguration;
  /** What ECS changes by itself, and Terraform must leave as it is. */
  ignored: string[];
  ready: ITerraformDependable[];
}

/** Minutes that the old release is kept beside the new one, which has the requests already: the way back is short. */
const bakeMinutes = 5;

export function rollout(stack: TerraformStack, props: ServiceProps, balancing?: LoadBalancing): Rollout {
  const ignored = isScaled(props) ? ['desired_count'] : [];
  // Two tasks must not write to one folder: the old one goes first.
  const percent =
    props.service.definition.dataPath === undefined ? { least: 100, most: 200 } : { least: 0, most: 100 };
  if (!balancing?.alternate)
    return {
      deployment: { strategy: 'ROLLING' },
      percent,
      ignored,
      ready: balancing ? [balancing.rule] : [],
    };

  const { targetGroup, alternate, rule } = balancing;
  const shifter = trafficRole(stack, props, { rule, targetGroups: [targetGroup, alternate] });
  return {
    deployment: { strategy: 'BLUE_GREEN', bakeTimeInMinutes: String(bakeMinutes) },
    percent,
    advanced: {
      alternateTargetGroupArn: alternate.arn,
      productionListenerRule: rule.arn,
      roleArn: shifter.arn,
    },
    // Which of the target groups is the live one changes with every release.
    ignored: [...ignored, 'load_balancer'],
    ready: [shifter.policy],
  };
}

/** Who moves requests from one target group to the other. */
function trafficRole(
  stack: TerraformStack,
  props: ServiceProps,
  { rule, targetGroups }: { rule: LbListenerRule; targetGroups: LbTargetGroup[] },
): { arn: string; policy: ITerraformDependable } {
  const what = 'infrastructure';
  const created = role(stack, props, {
    what,
    description: `Moves requests between releases of ${props.resource}.`,
    // AWS documents no conditions for this trust.
    trust: { Effect: 'Allow', Action: 'sts:AssumeRole', Principal: { Service: 'ecs.amazonaws.com' } },
  });
  const elb = (...actions: string[]) => actions.map((action) => `elasticloadbalancing:${action}`);
  const statements: Statement[] = [
    {
      ...{ Sid: 'Look', Effect: 'Allow' },
      Action: elb('DescribeListeners', 'DescribeRules', 'DescribeTargetGroups', 'DescribeTargetHealth'),
      // AWS takes no resource for these.
      Resource: '*',
    },
    { Sid: 'MoveRequests', Effect: 'Allow', Action: elb('ModifyRule'), Resource: [rule.arn] },
    {
      ...{ Sid: 'MoveTasks', Effect: 'Allow', Action: elb('RegisterTargets', 'DeregisterTargets') },
      Resource: targetGroups.map(({ arn }) => arn),
    },
  ];
  return { arn: created.arn, policy: rolePolicy(stack, { what, role: created }, statements) };
}
