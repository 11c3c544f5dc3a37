import { rmSync } from 'node:fs';
import { parseEnvironment, type AwsEnvironment, type EnvironmentInput } from '@prod-e/environment';
import { TerraformStack, Testing } from 'cdktf';
import { foundation } from '../src/platforms/aws/foundation/index.ts';
import { awsProvider } from '../src/platforms/aws/provider.ts';
import type { Service } from '../src/services.ts';
import { foundationName } from '../src/stacks/names.ts';
import { service } from './services.ts';

export type AwsInput = Partial<Extract<EnvironmentInput, { platform: 'aws' }>>;

export function awsEnvironment(more: AwsInput = {}): AwsEnvironment {
  const environment = parseEnvironment(
    { platform: 'aws', name: 'lab', account: '111122223333', region: 'eu-central-1', ...more },
    'lab.ts',
  );
  if (environment.platform !== 'aws') throw new Error('it is not of AWS');
  return environment;
}

type Resources = Record<string, Record<string, unknown>>;

export interface FoundationJson {
  address: string;
  text: string;
  outputs: Record<string, { value: unknown }>;
  /** By their ids; none where there are none of the type. */
  resources: (type: string) => Resources;
  /** The only one of its type. */
  only: (type: string) => Record<string, unknown>;
}

/** Terraform JSON of a foundation, with two services unless told. */
export function foundationJson(
  more: AwsInput = {},
  services: Service[] = [service('store'), service('web', { access: 'public' })],
): FoundationJson {
  const environment = awsEnvironment(more);
  const app = Testing.app();
  const stack = new TerraformStack(app, foundationName);
  awsProvider(stack, environment, foundationName);
  const address = foundation(stack, { environment, services, release: { stackHash: '${var.stack_hash}' } });
  const text = Testing.synth(stack);
  rmSync(app.outdir, { recursive: true });
  const json = JSON.parse(text) as { resource: Record<string, Resources>; output: FoundationJson['outputs'] };
  const resources = (type: string): Resources => json.resource[type] ?? {};
  return {
    ...{ address, text, outputs: json.output, resources },
    only(type) {
      const [found, ...others] = Object.values(resources(type));
      if (!found || others.length > 0) throw new Error(`there is not one ${type}, but ${others.length + 1}`);
      return found;
    },
  };
}

/** Statements of a policy, as it stands in a resource. */
export const statementsOf = ({ policy }: Record<string, unknown>): Record<string, unknown>[] =>
  (JSON.parse(String(policy)) as { Statement: Record<string, unknown>[] }).Statement;
