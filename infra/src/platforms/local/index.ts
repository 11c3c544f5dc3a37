import { environmentPrefix, serviceResource, type LocalEnvironment } from '@prod-e/environment';
import { LocalBackend } from 'cdktf';
import type { Platform } from '../platform.ts';
import { container } from './container.ts';
import { network } from './network.ts';
import { assertDistinctPorts, publishedPort } from './ports.ts';

/** Containers of the Docker engine on this machine, by Terraform's built-in `terraform_data`: no provider, no account. */
export const localPlatform: Platform<LocalEnvironment> = {
  check: assertDistinctPorts,

  // Relative, to the folder that the deployment runs Terraform in: no path of a machine in what is synthesized.
  backend: (stack) => new LocalBackend(stack, { path: 'terraform.tfstate' }),

  foundation: (stack, environment, _services, { stackHash }) =>
    network(stack, { environment: environment.name, name: environmentPrefix(environment.name), stackHash }),

  service: (stack, environment, service, _services, release) => {
    const port = publishedPort(environment, service);
    const resource = serviceResource(environment.name, service.definition.name);
    const address = container(stack, { environment, service, resource, port, release });
    return { address, resource, url: `http://${environment.address}:${port}` };
  },
};
