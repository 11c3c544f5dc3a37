import { environmentsFolder, type AwsEnvironment } from '@prod-e/environment';
import { exitCode, UserError } from '@prod-e/errors';

/**
 * Refuses a registry that tasks could not pull from: endpoints lead to what is in their own region.
 *
 * @throws UserError (exit 2)
 */
export function assertImagesReachable({ name, region, registry, network }: AwsEnvironment): void {
  if (network.egress !== 'endpoints' || registry.kind !== 'ecr' || registry.region === region) return;
  throw new UserError(
    `environment ${name} has no way to its images: they are in ${registry.region}, and its endpoints in ${region}`,
    {
      where: `${environmentsFolder}/${name}.ts`,
      next: "let ECR replicate to its own region and name that, or give it NAT: network: { egress: 'nat' }",
      exit: exitCode.usage,
    },
  );
}
