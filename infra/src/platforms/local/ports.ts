import type { LocalEnvironment } from '@prod-e/environment';
import { exitCode, UserError } from '@prod-e/errors';
import type { Service } from '../../services.ts';

/** The port of this machine at which a service is published. */
export const publishedPort = (environment: LocalEnvironment, { definition }: Service): number =>
  environment.ports[definition.name] ?? definition.port;

/** @throws UserError (exit 2) when two services would be published at the same port */
export function assertDistinctPorts(environment: LocalEnvironment, services: Service[]): void {
  const owners = new Map<number, string>();
  for (const service of services) {
    const port = publishedPort(environment, service);
    const owner = owners.get(port);
    if (owner !== undefined) {
      throw new UserError(`port ${port} is wanted by both ${owner} and ${service.definition.name}`, {
        where: `infra/src/environments/${environment.name}.ts`,
        next: `give one of them another: ports: { ${JSON.stringify(service.definition.name)}: ${port + 1} }`,
        exit: exitCode.usage,
      });
    }
    owners.set(port, service.definition.name);
  }
}
