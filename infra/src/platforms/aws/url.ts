import type { AwsEnvironment } from '@prod-e/environment';
import type { Service } from '../../services.ts';

/** Where a public service is reached; without a domain its address is known only once its load balancer is there. */
export const urlOf = ({ domain }: AwsEnvironment, { definition }: Service): string | undefined =>
  domain && definition.access === 'public' ? `https://${definition.name}.${domain.name}` : undefined;
