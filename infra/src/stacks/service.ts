import { stackVariable, type Environment, type Stack } from '@prod-e/environment';
import { TerraformStack, TerraformVariable, type App } from 'cdktf';
import type { PlacedService, Platform } from '../platforms/index.ts';
import type { Service } from '../services.ts';
import { foundationName } from './names.ts';

/** One service, from its `service.json` alone. */
export class ServiceStack extends TerraformStack {
  readonly #service: Service;
  readonly #placed: PlacedService;

  /** @param services all of the environment, this one among them */
  constructor(app: App, platform: Platform, environment: Environment, service: Service, services: Service[]) {
    super(app, service.definition.name);
    platform.backend(this, environment);
    this.#service = service;
    this.#placed = platform.service(this, environment, service, services, {
      image: this.variable(stackVariable.image),
      inputTag: this.variable(stackVariable.inputTag),
      stackHash: this.variable(stackVariable.stackHash),
    });
  }

  describe(): Stack {
    const { definition, root } = this.#service;
    const { address, resource, url } = this.#placed;
    return {
      name: definition.name,
      address,
      dependsOn: [foundationName],
      service: { definition, root, resource, ...(url !== undefined && { url }) },
    };
  }

  private variable(name: string): string {
    return new TerraformVariable(this, name, { type: 'string' }).stringValue;
  }
}
