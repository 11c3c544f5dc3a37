import { serviceResource, type AwsEnvironment } from '@prod-e/environment';
import { foundationName } from '../../stacks/names.ts';
import type { Platform } from '../platform.ts';
import { assertPlaceable } from './check.ts';
import { foundation } from './foundation/index.ts';
import { foundationOf } from './foundation/outputs.ts';
import { awsProvider } from './provider.ts';
import { ecsService } from './service/index.ts';
import { s3Backend } from './state.ts';
import { urlOf } from './url.ts';

/** ECS on Fargate: a VPC, a cluster and a load balancer per environment, a stack of its own per service. */
export const awsPlatform: Platform<AwsEnvironment> = {
  check: assertPlaceable,

  backend: s3Backend,

  foundation(stack, environment, services, release) {
    awsProvider(stack, environment, foundationName);
    return foundation(stack, { environment, services, release });
  },

  service(stack, environment, service, services, release) {
    const { name } = service.definition;
    awsProvider(stack, environment, name);
    const resource = serviceResource(environment.name, name);
    const below = foundationOf(stack, environment);
    const address = ecsService(stack, {
      ...{ environment, service, services, resource, release, foundation: below },
    });
    const url = urlOf(environment, service);
    return { address, resource, ...(url !== undefined && { url }) };
  },
};
