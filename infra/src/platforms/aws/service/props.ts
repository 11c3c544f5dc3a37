import type { AwsEnvironment } from '@prod-e/environment';
import type { Service } from '../../../services.ts';
import type { ServiceReleaseTokens } from '../../platform.ts';
import type { Foundation } from '../foundation/outputs.ts';

/** What the stack of a service is made from. */
export interface ServiceProps {
  environment: AwsEnvironment;
  service: Service;
  /** All of the environment: what one is called by, another may have to be let out to. */
  services: Service[];
  /** Name of the ECS service, and stem of the names of what belongs to it alone. */
  resource: string;
  release: ServiceReleaseTokens;
  foundation: Foundation;
}

/** How many tasks of a service there are at least and at most. */
export const scalingOf = ({ environment, service: { definition } }: ServiceProps) =>
  environment.services[definition.name]?.scaling ?? definition.scaling;

/** CPU shares and MiB that a service asks for. */
export const sizeOf = ({ environment, service: { definition } }: ServiceProps) =>
  environment.services[definition.name]?.size ?? definition.size;

/** Environment variables of a service, the environment's own over those of its service.json. */
export const variablesOf = ({ environment, service: { definition } }: ServiceProps) => ({
  ...definition.environment,
  ...environment.variables[definition.name],
});

export const isPublic = ({ service }: ServiceProps): boolean => service.definition.access === 'public';

export const isBlueGreen = (props: ServiceProps): boolean =>
  isPublic(props) && props.environment.rollout === 'blue-green';

/** Whether the number of tasks is the scaling's affair, and Terraform's only at the beginning. */
export const isScaled = (props: ServiceProps): boolean => {
  const { min, max } = scalingOf(props);
  return min < max;
};
