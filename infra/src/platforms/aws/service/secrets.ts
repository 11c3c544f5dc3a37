import type { AwsEnvironment } from '@prod-e/environment';
import type { ServiceDefinition } from '@prod-e/service-definition';
import { arnOf } from '../names.ts';

/** As a container definition has it: variable, and ARN of what holds its value. */
export interface Secret {
  name: string;
  valueFrom: string;
}

/** Where the values of a service's secrets are kept. Only ECS reads them, when it starts a task. */
export function secretsOf(
  environment: AwsEnvironment,
  { name: service, secrets }: ServiceDefinition,
): Secret[] {
  const placed = environment.secrets[service] ?? {};
  const parameter = (variable: string) =>
    arnOf(environment, 'ssm', `parameter/prod-e/${environment.name}/${service}/${variable}`);
  return secrets.map((variable) => ({
    name: variable,
    valueFrom: placed[variable] ?? parameter(variable),
  }));
}

/** ARN of the secret itself: that of a value may go on with a JSON key, a stage and a version. */
export const resourceOf = ({ valueFrom }: Secret): string =>
  isParameter({ valueFrom }) ? valueFrom : valueFrom.split(':').slice(0, 7).join(':');

export const isParameter = ({ valueFrom }: Pick<Secret, 'valueFrom'>): boolean =>
  valueFrom.split(':')[2] === 'ssm';
