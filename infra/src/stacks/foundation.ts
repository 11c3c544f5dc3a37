import { stackVariable, type Environment, type Stack } from '@prod-e/environment';
import { TerraformStack, TerraformVariable, type App } from 'cdktf';
import type { Platform } from '../platforms/index.ts';
import type { Service } from '../services.ts';
import { foundationName } from './names.ts';

/** What all services of an environment stand on. */
export class FoundationStack extends TerraformStack {
  readonly #address: string;

  constructor(app: App, platform: Platform, environment: Environment, services: Service[]) {
    super(app, foundationName);
    platform.backend(this, environment);
    const stackHash = new TerraformVariable(this, stackVariable.stackHash, { type: 'string' });
    this.#address = platform.foundation(this, environment, services, {
      stackHash: stackHash.stringValue,
    });
  }

  describe(): Stack {
    return { name: foundationName, address: this.#address, dependsOn: [] };
  }
}
