import { stackVariable, type Environment, type Stack } from '@prod-e/environment';
import { TerraformStack, TerraformVariable, type App } from 'cdktf';
import type { Platform } from '../platforms/index.ts';

/** What all services of an environment stand on. */
export class FoundationStack extends TerraformStack {
  static readonly stackName = 'foundation';

  readonly #address: string;

  constructor(app: App, platform: Platform, environment: Environment) {
    super(app, FoundationStack.stackName);
    platform.backend(this);
    const stackHash = new TerraformVariable(this, stackVariable.stackHash, { type: 'string' });
    this.#address = platform.foundation(this, environment, { stackHash: stackHash.stringValue });
  }

  describe(): Stack {
    return { name: FoundationStack.stackName, address: this.#address, dependsOn: [] };
  }
}
