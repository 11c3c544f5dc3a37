import { only, resolve, withApiNames, type StackJson } from './stack-json.ts';

/** A task definition as `RegisterTaskDefinition` takes it, as far as it is read here. */
export interface TaskDefinition {
  family: string;
  /** Shares: 1024 are one processor. */
  cpu: string;
  /** MiB. */
  memory: string;
  containerDefinitions: [ContainerDefinition];
}

export interface ContainerDefinition {
  name: string;
  image: string;
  user: string;
  readonlyRootFilesystem: boolean;
  linuxParameters: { initProcessEnabled: boolean; capabilities: { drop: string[] } };
  environment: { name: string; value: string }[];
  mountPoints: { containerPath: string }[];
  /** Its first word is `CMD`. */
  healthCheck: { command: string[] };
  /** Seconds. */
  stopTimeout: number;
  logConfiguration: { options: Record<string, string> };
}

/** What a stack asks of its deployment, and of AWS. */
export interface Given {
  account: string;
  /** By its digest. */
  image: string;
  inputTag: string;
}

/** What is Terraform's own affair. */
const ofTerraform = ['//', 'skip_destroy', 'container_definitions', 'volume'];

/** The task definition of a service's stack, as the provider would register it: the same fields by their names in ECS. */
export function taskDefinition(stack: StackJson, given: Given): TaskDefinition {
  const resource = resolve(only(stack, 'aws_ecs_task_definition'), stack, expressions(stack, given));
  const { container_definitions: containers, volume = [] } = resource;
  const rest = Object.entries(resource).filter(([name]) => !ofTerraform.includes(name));
  return {
    ...(withApiNames(Object.fromEntries(rest)) as Omit<TaskDefinition, 'containerDefinitions'>),
    containerDefinitions: JSON.parse(String(containers)) as [ContainerDefinition],
    ...{ volumes: withApiNames(volume) },
  };
}

/** Tags of a service's ECS service, as they were synthesized. */
export const serviceTags = (stack: StackJson, given: Given): { key: string; value: string }[] =>
  Object.entries(
    resolve(
      only(stack, 'aws_ecs_service')['tags'] as Record<string, string>,
      stack,
      expressions(stack, given),
    ),
  ).map(([key, value]) => ({ key, value }));

/** What is known only once something is made, by expression. */
const expressions = (stack: StackJson, { account, image, inputTag }: Given): Record<string, string> => ({
  'var.image': image,
  'var.input_tag': inputTag,
  'var.stack_hash': 'a'.repeat(64),
  ...Object.fromEntries(
    Object.entries(stack.resource['aws_iam_role'] ?? {}).map(([id, { name }]) => [
      `aws_iam_role.${id}.arn`,
      `arn:aws:iam::${account}:role/${String(name)}`,
    ]),
  ),
  'aws_efs_file_system.data.id': 'fs-0123456789abcdef0',
  'aws_efs_access_point.data-access-point.id': 'fsap-0123456789abcdef0',
});
