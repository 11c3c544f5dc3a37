import type { AwsEnvironment } from '@prod-e/environment';
import { arnOf } from '../names.ts';
import type { Statement } from '../policy.ts';

/** For tasks of this account and region, and nobody else's. */
export const taskTrust = (environment: AwsEnvironment): Statement => ({
  ...{ Sid: 'Tasks', Effect: 'Allow', Action: 'sts:AssumeRole' },
  Principal: { Service: 'ecs-tasks.amazonaws.com' },
  Condition: {
    StringEquals: { 'aws:SourceAccount': environment.account },
    // ECS tells no more of where it comes from: no cluster, no service.
    ArnLike: { 'aws:SourceArn': arnOf(environment, 'ecs', '*') },
  },
});
