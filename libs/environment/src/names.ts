/** The private DNS zone of every environment: `backend.prod-e.internal` is the backend, wherever it runs. */
export const dnsZone = 'prod-e.internal';

/** Name of everything that belongs to an environment on a platform: network, and prefix of containers and volumes. */
export const environmentPrefix = (environment: string): string => `prod-e-${environment}`;

/** Name of a service's container, and of its volume. */
export const serviceResource = (environment: string, service: string): string =>
  `${environmentPrefix(environment)}-${service}`;

/** Repository of a service's image. */
export const imageRepository = (service: string): string => `prod-e/${service}`;

/** The labels (on AWS: tags) that a live resource carries, from which a deployment reads what is live. */
export const label = {
  environment: 'prod-e.environment',
  stack: 'prod-e.stack',
  stackHash: 'prod-e.stack-hash',
  inputTag: 'prod-e.input-tag',
  service: 'prod-e.service',
} as const;
