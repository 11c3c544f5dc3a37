import { LbListenerRule, type LbListenerRuleAction } from '@cdktf/provider-aws/lib/lb-listener-rule/index.js';
import { LbTargetGroup } from '@cdktf/provider-aws/lib/lb-target-group/index.js';
import type { TerraformStack } from 'cdktf';
import { priorityOf } from './priority.ts';
import { isBlueGreen, isPublic, type ServiceProps } from './props.ts';
import { targetGroup } from './target-group.ts';

export interface LoadBalancing {
  targetGroup: LbTargetGroup;
  /** Only of blue/green: where the other of two releases runs. */
  alternate?: LbTargetGroup;
  rule: LbListenerRule;
}

/** How the load balancer leads to a public service. */
export function loadBalancing(stack: TerraformStack, props: ServiceProps): LoadBalancing | undefined {
  if (!isPublic(props)) return undefined;
  const { environment, service, services, foundation } = props;
  const names = services
    .filter(({ definition }) => definition.access === 'public')
    .map(({ definition }) => definition.name);
  const main = targetGroup(stack, 'target-group', props);
  const alternate = isBlueGreen(props) ? targetGroup(stack, 'alternate-target-group', props) : undefined;
  const rule = new LbListenerRule(stack, 'listener-rule', {
    listenerArn: foundation.listenerArn,
    priority: priorityOf(service.definition.name, names),
    condition: [
      environment.domain
        ? { hostHeader: { values: [`${service.definition.name}.${environment.domain.name}`] } }
        : { pathPattern: { values: ['/*'] } },
    ],
    action: [alternate ? shared(main, alternate) : { type: 'forward', targetGroupArn: main.arn }],
    // ECS moves the weights with every release.
    ...(alternate && { lifecycle: { ignoreChanges: ['action'] } }),
  });
  return { targetGroup: main, ...(alternate && { alternate }), rule };
}

const shared = (main: LbTargetGroup, alternate: LbTargetGroup): LbListenerRuleAction => ({
  type: 'forward',
  forward: {
    targetGroup: [
      { arn: main.arn, weight: 100 },
      { arn: alternate.arn, weight: 0 },
    ],
  },
});
