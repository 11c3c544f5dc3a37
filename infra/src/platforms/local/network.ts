import { label } from '@prod-e/environment';
import type { Construct } from 'constructs';
import { engineResource } from './engine-resource.ts';

export interface NetworkProps {
  environment: string;
  name: string;
  stackHash: string;
}

/**
 * The Docker network in which an environment's services find each other by name.
 *
 * @returns its Terraform address
 */
export const network = (scope: Construct, { environment, name, stackHash }: NetworkProps): string =>
  engineResource(scope, {
    kind: 'network',
    spec: {
      name,
      labels: { [label.environment]: environment, [label.stack]: 'foundation', [label.stackHash]: stackHash },
    },
  });
