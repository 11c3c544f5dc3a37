import { parseEnvironment } from '@prod-e/environment';
import type { StackJson, Synthesized } from '../src/validate/synthesized.ts';

/** What a stack is made of, as far as a test says. */
export type StackPart = Partial<StackJson>;

/** An environment of AWS as it is written down. */
export const awsInput = (more: object = {}) => ({
  ...{ platform: 'aws', name: 'lab', account: '111122223333', region: 'eu-central-1' },
  ...more,
});

const state = { terraform: { backend: { s3: { encrypt: true, use_lockfile: true } } } };

/** A synthesis that keeps every invariant, but for what a test puts into its stack `web`. */
export function synthesized(part: StackPart, more: object = {}): Synthesized {
  const environment = parseEnvironment(awsInput(more), 'lab.ts');
  const tags = { environment: environment.name, service: 'web', 'managed-by': 'prod-e' };
  const provider = { aws: [{ allowed_account_ids: ['111122223333'], default_tags: [{ tags }] }] };
  const resource = { ...part.resource, aws_carrier: { it: carrier } };
  return {
    environment,
    stacks: [
      {
        stack: { name: 'web', address: 'aws_carrier.it', dependsOn: [] },
        json: { ...state, provider, variable: {}, data: {}, output: {}, ...part, resource },
      },
    ],
  };
}

const carrier = { tags: { 'prod-e.stack-hash': '${var.stack_hash}' } };

/** The same with one resource. */
export const withResource = (type: string, values: object, more: object = {}): Synthesized =>
  synthesized({ resource: { [type]: { it: { ...values } } } }, more);

/** A container that keeps every invariant. */
export const container = {
  name: 'web',
  image: '${var.image}',
  user: '1000',
  readonlyRootFilesystem: true,
  linuxParameters: { initProcessEnabled: true, capabilities: { drop: ['ALL'] } },
  healthCheck: { command: ['CMD', '/health'] },
  stopTimeout: 60,
  logConfiguration: { logDriver: 'awslogs' },
};

/** The definition of a task of one container. */
export const taskOf = (more: object = {}) => ({
  container_definitions: JSON.stringify([{ ...container, ...more }]),
  execution_role_arn: '${aws_iam_role.execution.arn}',
  task_role_arn: '${aws_iam_role.task.arn}',
});
