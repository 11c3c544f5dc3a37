import type { AwsEnvironment } from '@prod-e/environment';
import { arnOf, named } from '../../../platforms/aws/names.ts';
import { any, type PolicyPart } from '../permission.ts';
import { asOwn, own } from '../within.ts';

/** The cluster, its services and their scaling. */
export const computePart = (environment: AwsEnvironment): PolicyPart => {
  const ecs = (resource: string) => arnOf(environment, 'ecs', resource);
  const { cluster } = environment;
  const services = ecs(`service/${cluster}/${named(environment, '*')}`);
  const definitions = ecs(`task-definition/${named(environment, '*')}`);
  const scalable = arnOf(environment, 'application-autoscaling', 'scalable-target/*');
  return {
    name: 'compute',
    about: 'cluster, services and scaling',
    permissions: [
      {
        sid: 'MakeCluster',
        why: 'AWS ties the making of a cluster to no name; it must be tagged as the environment’s.',
        actions: ['ecs:CreateCluster'],
        resources: any,
        when: asOwn(environment),
      },
      {
        sid: 'ChangeCluster',
        why: 'Container Insights, capacity, and the tag by which a deployment sees what is live.',
        actions: [
          'ecs:DeleteCluster',
          'ecs:PutClusterCapacityProviders',
          'ecs:TagResource',
          'ecs:UntagResource',
          'ecs:UpdateCluster',
          'ecs:UpdateClusterSettings',
        ],
        resources: [ecs(`cluster/${cluster}`)],
      },
      {
        sid: 'ChangeServices',
        why: 'A rollout is an update of a service.',
        actions: [
          'ecs:CreateService',
          'ecs:DeleteService',
          'ecs:TagResource',
          'ecs:UntagResource',
          'ecs:UpdateService',
        ],
        resources: [services],
      },
      {
        sid: 'RegisterTaskDefinitions',
        why: 'Each release of a service is a revision of its task definition. Not everywhere does AWS tie it to a name; it must be tagged as the environment’s.',
        actions: ['ecs:RegisterTaskDefinition'],
        resources: any,
        when: asOwn(environment),
      },
      {
        sid: 'TagTaskDefinitions',
        why: 'Those tags are given while it is registered.',
        actions: ['ecs:TagResource', 'ecs:UntagResource'],
        resources: [definitions],
      },
      {
        sid: 'DeregisterTaskDefinitions',
        why: 'AWS ties it to no name. Tasks that run are not touched by it.',
        actions: ['ecs:DeregisterTaskDefinition'],
        resources: any,
      },
      {
        sid: 'RegisterScaling',
        why: 'Services scale between the bounds of their environment.',
        actions: ['application-autoscaling:RegisterScalableTarget', 'application-autoscaling:TagResource'],
        resources: [scalable],
        when: asOwn(environment),
      },
      {
        sid: 'ChangeScaling',
        why: 'Of the environment’s own services.',
        actions: [
          'application-autoscaling:DeleteScalingPolicy',
          'application-autoscaling:DeregisterScalableTarget',
          'application-autoscaling:PutScalingPolicy',
          'application-autoscaling:RegisterScalableTarget',
          'application-autoscaling:TagResource',
          'application-autoscaling:UntagResource',
        ],
        resources: [scalable],
        when: own(environment),
      },
    ],
  };
};
