import type { AwsEnvironment } from '@prod-e/environment';
import type { Settings } from '../../../settings.ts';
import type { PolicyPart } from '../permission.ts';
import { computePart } from './compute.ts';
import { dataPart } from './data.ts';
import { deliverPart } from './deliver.ts';
import { edgePart } from './edge.ts';
import { networkPart } from './network.ts';
import { rolesPart } from './roles.ts';
import { watchPart } from './watch.ts';

/** All that deploying to an environment needs, beside reading what is there: a policy each, for IAM's limit of size. */
export const deployerParts = (environment: AwsEnvironment, settings: Settings): PolicyPart[] => [
  deliverPart(environment, settings),
  networkPart(environment),
  computePart(environment),
  edgePart(environment),
  dataPart(environment),
  watchPart(environment),
  rolesPart(environment),
];
