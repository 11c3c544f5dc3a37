import { parseEnvironment, serviceResource, type AwsEnvironment } from '@prod-e/environment';
import type { ServiceDefinition } from '@prod-e/service-definition';
import { Testing, TerraformStack } from 'cdktf';
import { foundationOf } from '../src/platforms/aws/foundation/outputs.ts';
import { ecsService } from '../src/platforms/aws/service/index.ts';
import type { Service } from '../src/services.ts';
import { service } from './services.ts';

/** An environment on AWS as a person would write it. */
export const awsEnvironment = (more: object = {}): AwsEnvironment =>
  parseEnvironment(
    { platform: 'aws', name: 'dev', account: '111122223333', region: 'eu-central-1', ...more },
    'dev.ts',
  ) as AwsEnvironment;

export const prometheus = service('prometheus', {
  ...{ base: 'prometheus', port: 9090, metricsPath: '/metrics', dataPath: '/var/lib/prometheus' },
  probes: { live: '/-/healthy', ready: '/-/ready' },
});

/** The longest names that there may be, of an environment and a service. */
export const longest = { environment: `c${'d'.repeat(20)}`, service: `a${'b'.repeat(30)}` };

/** Arguments of a resource, by their names in Terraform. */
export type Resource = Record<string, unknown>;

export interface Container {
  command?: string[];
  environment: { name: string; value: string }[];
  secrets: { name: string; valueFrom: string }[];
  healthCheck: { command: string[] };
  portMappings: object[];
  mountPoints: object[];
  stopTimeout: number;
  logConfiguration: object;
}

export interface Synthesized {
  /** Terraform address of the ECS service. */
  address: string;
  /** Types of the resources that there are. */
  types: string[];
  /** Resources of a type, by their ids. */
  all: (type: string) => Record<string, Resource>;
  /** One resource. */
  the: (type: string, id: string) => Resource;
  /** The ECS service. */
  running: Resource;
  /** The one container of the task. */
  container: Container;
}

/** The stack of a service `web`, beside a Prometheus. */
export const synthService = (
  definition: Partial<ServiceDefinition> = {},
  environment: object = {},
  others: Service[] = [prometheus],
): Synthesized => synthStack(service('web', definition), awsEnvironment(environment), others);

export function synthStack(
  placed: Service,
  environment: AwsEnvironment,
  others: Service[] = [],
): Synthesized {
  const { name } = placed.definition;
  const stack = new TerraformStack(Testing.app(), name);
  const address = ecsService(stack, {
    ...{ environment, service: placed, services: [placed, ...others] },
    resource: serviceResource(environment.name, name),
    release: { image: '${var.image}', inputTag: '${var.input_tag}', stackHash: '${var.stack_hash}' },
    foundation: foundationOf(stack, environment),
  });
  const { resource } = JSON.parse(Testing.synth(stack)) as {
    resource: Record<string, Record<string, Resource>>;
  };
  const all = (type: string) => resource[type] ?? {};
  const the = (type: string, id: string): Resource => {
    const found = all(type)[id];
    if (!found) throw new Error(`there is no ${type}.${id}`);
    return found;
  };
  const [container] = JSON.parse(
    String(the('aws_ecs_task_definition', 'task-definition')['container_definitions']),
  ) as [Container];
  return {
    address,
    types: Object.keys(resource),
    all,
    the,
    running: the('aws_ecs_service', 'service'),
    container,
  };
}

export interface Statement {
  Action: string | string[];
  Resource: string | string[];
}

/** Statements of a policy by their `Sid`, as they stand in an argument of a resource. */
export function statementsOf(resource: Resource, argument = 'policy'): Record<string, Statement> {
  const { Statement } = JSON.parse(String(resource[argument])) as {
    Statement: (Statement & { Sid: string })[];
  };
  return Object.fromEntries(Statement.map((statement) => [statement.Sid, statement]));
}

/** How an output of the foundation is referred to. */
export const told = (output: string): string =>
  `\${data.terraform_remote_state.foundation.outputs.${output}}`;
