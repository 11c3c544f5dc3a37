import { CloudwatchEventRule } from '@cdktf/provider-aws/lib/cloudwatch-event-rule/index.js';
import { CloudwatchEventTarget } from '@cdktf/provider-aws/lib/cloudwatch-event-target/index.js';
import type { TerraformStack } from 'cdktf';
import { fit } from '../fit.ts';
import { arnOf } from '../names.ts';
import type { ServiceProps } from './props.ts';

/** EventBridge takes no longer names of rules. */
const ruleNameLength = 64;

/** Tells of deployments that ECS calls failed, whoever started them. */
export function failedDeployments(
  stack: TerraformStack,
  { environment, service, resource, foundation }: ServiceProps,
): void {
  const { name } = service.definition;
  const rule = new CloudwatchEventRule(stack, 'failed-deployments', {
    name: fit(`${resource}-failed`, ruleNameLength),
    description: `Deployments of ${name} that failed.`,
    eventPattern: JSON.stringify({
      source: ['aws.ecs'],
      'detail-type': ['ECS Deployment State Change'],
      resources: [arnOf(environment, 'ecs', `service/${environment.cluster}/${resource}`)],
      detail: { eventName: ['SERVICE_DEPLOYMENT_FAILED'] },
    }),
  });
  new CloudwatchEventTarget(stack, 'failed-deployments-to-topic', {
    rule: rule.name,
    targetId: 'alarms',
    arn: foundation.alarmTopicArn,
    inputTransformer: {
      inputPaths: { deployment: '$.detail.deploymentId', reason: '$.detail.reason' },
      // A JSON string, which EventBridge takes for text.
      inputTemplate: `"A deployment of ${name} to ${environment.name} failed: <reason> (<deployment>)"`,
    },
  });
}
