import { environmentPrefix, type AwsEnvironment } from '@prod-e/environment';
import { arnOf, logGroupName, named } from '../../../platforms/aws/names.ts';
import { any, type PolicyPart } from '../permission.ts';

/** What is seen of an environment, and who is told: logs, alarms, events, topics, the budget. */
export const watchPart = (environment: AwsEnvironment): PolicyPart => {
  const { account, name, cluster } = environment;
  const all = named(environment, '*');
  return {
    name: 'watch',
    about: 'logs, alarms, events, topics and budget',
    permissions: [
      {
        sid: 'KeepLogGroups',
        why: 'A log group per service, and those of the network and of Container Insights, each with its retention.',
        actions: [
          'logs:AssociateKmsKey',
          'logs:CreateLogGroup',
          'logs:DeleteLogGroup',
          'logs:DeleteMetricFilter',
          'logs:DeleteRetentionPolicy',
          'logs:DisassociateKmsKey',
          'logs:PutMetricFilter',
          'logs:PutRetentionPolicy',
          'logs:TagResource',
          'logs:UntagResource',
        ],
        resources: [logGroupName(environment, '*'), `/aws/ecs/containerinsights/${cluster}/*`].map((group) =>
          arnOf(environment, 'logs', `log-group:${group}`),
        ),
      },
      {
        sid: 'KeepAlarms',
        why: 'Alarms of the load balancer and the services, among them those that stop a rollout, and those that scaling makes in our name.',
        actions: [
          'cloudwatch:DeleteAlarms',
          'cloudwatch:PutCompositeAlarm',
          'cloudwatch:PutMetricAlarm',
          'cloudwatch:TagResource',
          'cloudwatch:UntagResource',
        ],
        resources: [all, `TargetTracking-service/${cluster}/*`].map((alarm) =>
          arnOf(environment, 'cloudwatch', `alarm:${alarm}`),
        ),
      },
      {
        sid: 'KeepDashboard',
        why: 'The environment at a glance.',
        actions: ['cloudwatch:DeleteDashboards', 'cloudwatch:PutDashboard'],
        resources: [environmentPrefix(name), all].map(
          (dashboard) => `arn:aws:cloudwatch::${account}:dashboard/${dashboard}`,
        ),
      },
      {
        sid: 'KeepEventRules',
        why: 'Rollouts that ECS calls failed are told to the topic of alarms.',
        actions: [
          'events:DeleteRule',
          'events:PutRule',
          'events:PutTargets',
          'events:RemoveTargets',
          'events:TagResource',
          'events:UntagResource',
        ],
        resources: [arnOf(environment, 'events', `rule/${all}`)],
      },
      {
        sid: 'KeepTopics',
        why: 'Who is told, and by what address.',
        actions: [
          'sns:CreateTopic',
          'sns:DeleteTopic',
          'sns:SetTopicAttributes',
          'sns:Subscribe',
          'sns:TagResource',
          'sns:UntagResource',
        ],
        resources: [arnOf(environment, 'sns', all)],
      },
      {
        sid: 'EndSubscriptions',
        why: 'Whoever is told no more. AWS ties it to no topic.',
        actions: ['sns:SetSubscriptionAttributes', 'sns:Unsubscribe'],
        resources: any,
      },
      {
        sid: 'KeepBudget',
        why: 'Somebody is told when a month costs more than it should.',
        actions: ['budgets:ModifyBudget', 'budgets:TagResource', 'budgets:UntagResource'],
        resources: [`arn:aws:budgets::${account}:budget/${all}`],
      },
    ],
  };
};
