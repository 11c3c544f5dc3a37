import type { Environment } from '@prod-e/environment';
import type { TerraformStack } from 'cdktf';
import type { Service } from '../services.ts';

/** What a deployment decides: tokens of the stack's Terraform variables. */
export interface ReleaseTokens {
  stackHash: string;
}

export interface ServiceReleaseTokens extends ReleaseTokens {
  image: string;
  inputTag: string;
}

/** What a platform says of a service it runs. */
export interface PlacedService {
  /** Terraform address of what is replaced by a new release. */
  address: string;
  /** Name of the live resource. */
  resource: string;
  /** Where it is reached from the deploying machine; absent where only its own network reaches it. */
  url?: string;
}

/** A construct library: where services run, behind the same inputs on each platform. */
export interface Platform<E extends Environment = Environment> {
  /** Everything that must hold over all services together, checked before any stack is made. */
  check(environment: E, services: Service[]): void;
  /** Where the stack's state is kept. */
  backend(stack: TerraformStack, environment: E): void;
  /**
   * @param services those that stand on it
   * @returns Terraform address of what carries the stack hash
   */
  foundation(stack: TerraformStack, environment: E, services: Service[], release: ReleaseTokens): string;
  /** @param services all of the environment, this one among them */
  service(
    stack: TerraformStack,
    environment: E,
    service: Service,
    services: Service[],
    release: ServiceReleaseTokens,
  ): PlacedService;
}
