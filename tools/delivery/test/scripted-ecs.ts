import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { label, parseEnvironment, serviceResource } from '@prod-e/environment';
import { scratchFolder } from '@prod-e/testing/fixtures';
import { startScriptedAws, type ScriptedAws } from '@prod-e/testing/scripted-aws';
import { writeImage } from '../src/containerize/image.ts';
import { deploy } from '../src/deploy/deploy.ts';
import { drift } from '../src/drift/drift.ts';
import type { Run } from '../src/executor.ts';
import { digest, stackOf } from './stacks.ts';

const account = 'arn:aws:ecs:eu-central-1:111122223333';
const began = 1_770_000_000;
const environment = 'scripted';
const resource = serviceResource(environment, 'web');
const definition = (revision: number): string => `${account}:task-definition/web:${revision}`;

/** A deployment of ECS's, of the task definition with its number unless told, and completed unless told. */
export const ecsDeployment = (id: number, rest: Record<string, unknown> = {}): Record<string, unknown> => ({
  ...{ id: `ecs-svc/${id}`, status: 'PRIMARY', taskDefinition: definition(id), createdAt: began + id },
  ...{ desiredCount: 1, runningCount: 1, pendingCount: 0, rolloutState: 'COMPLETED' },
  ...rest,
});

export const ecsEvent = (message: string): object => ({ id: message, createdAt: began + 100, message });

/** What ECS says of the service once an image was applied. */
export interface Says {
  deployments: Record<string, unknown>[];
  events?: object[];
}

/** An environment whose ECS answers from a script; its Terraform is real, and changes nothing but its state. */
export interface ScriptedEnvironment {
  aws: ScriptedAws;
  /** Says what ECS says of an image, told by one character. */
  says: (image: string, says: Says) => void;
  /** Deploys an image, told by one character. */
  deploy: (image: string) => Promise<{ result: boolean | Error; text: string }>;
  drift: () => Promise<{ result: boolean | Error; text: string }>;
  /** The image that was applied last, told by one character. */
  applied: () => string | undefined;
  stop: () => Promise<void>;
}

/** @param url where the service answers */
export async function scriptedEnvironment(url: string): Promise<ScriptedEnvironment> {
  const scratch = scratchFolder();
  const said = new Map<string, Says>();
  const variables = (): Record<string, string> | undefined => {
    const file = join(scratch.folder, '.prod-e', environment, 'stacks/web/terraform.tfvars.json');
    return existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as Record<string, string>) : undefined;
  };
  const applied = () => variables()?.['image']?.at(-1);
  const aws = await startScriptedAws({
    DescribeClusters: { clusters: [], failures: [] },
    DescribeServices: () => answer(said.get(applied() ?? ''), variables()),
    DescribeTaskDefinition: ({ taskDefinition }) => ({
      taskDefinition: taskDefinitionOf(String(taskDefinition)),
    }),
    ListTasks: ({ desiredStatus }) => ({
      taskArns: desiredStatus === 'STOPPED' ? [`${account}:task/dev/t1`] : [],
    }),
    DescribeTasks: { tasks: [stoppedTask] },
    GetLogEvents: { events: [{ message: 'cannot find my keys' }] },
  });
  Object.assign(process.env, aws.env);
  const input = {
    ...{ platform: 'aws', name: environment, account: '111122223333', region: aws.region },
    ...{ endpoint: aws.endpoint, proof: { deadlineSeconds: 30, pollSeconds: 5 } },
  };
  scratch.write(`infra/src/environments/${environment}.ts`, `export default ${JSON.stringify(input)};`);

  const told = async (
    command: (run: Run & { workspaceRoot: string; environment: string }) => Promise<boolean>,
  ) => {
    const lines: string[] = [];
    const run = {
      ...{ workspaceRoot: scratch.folder, environment, signal: new AbortController().signal },
      print: (line: string) => lines.push(line),
      paint: (_style: string, text: string) => text,
    };
    const result = await command(run).catch((error: unknown) => error as Error);
    return { result, text: lines.join('\n') };
  };

  return {
    ...{ aws, applied },
    says(image, says) {
      said.set(image, says);
    },
    deploy(image) {
      const stack = stackOf('web', { url, resource });
      scratch.write(`infra/dist/${environment}/stacks/web/cdk.tf.json`, configuration);
      scratch.write(`infra/dist/${environment}/manifest.json`, {
        environment: parseEnvironment(input, 'scripted'),
        stacks: [{ ...stack, dependsOn: [] }],
      });
      writeImage(scratch.folder, {
        ...{ service: 'web', repository: 'prod-e/web', tag: `in-${image}`, digest: digest(image) },
        ...{ reference: digest(image), built: false, milliseconds: 0 },
      });
      return told(deploy);
    },
    drift: () => told(drift),
    async stop() {
      await aws.stop();
      scratch.remove();
    },
  };
}

const configuration = {
  terraform: { backend: { local: { path: 'terraform.tfstate' } } },
  variable: Object.fromEntries(
    ['image', 'input_tag', 'stack_hash'].map((name) => [name, { type: 'string' }]),
  ),
  resource: { terraform_data: { web: { input: '${var.stack_hash}' } } },
};

function answer(says?: Says, variables: Record<string, string> = {}): object {
  if (!says) return { services: [], failures: [{ arn: resource, reason: 'MISSING' }] };
  const { deployments, events = [] } = says;
  const [primary] = deployments;
  const tags = [
    { key: label.stack, value: 'web' },
    { key: label.stackHash, value: variables['stack_hash'] },
    { key: label.inputTag, value: variables['input_tag'] },
  ];
  return {
    services: [
      {
        ...{ serviceName: resource, serviceArn: `${account}:service/dev/${resource}`, status: 'ACTIVE' },
        ...{ desiredCount: 1, runningCount: 1, pendingCount: 0, launchType: 'FARGATE' },
        ...{ taskDefinition: primary?.['taskDefinition'], deployments, events, tags },
      },
    ],
    failures: [],
  };
}

/** Odd revisions run image `a`, even ones `b`. */
const taskDefinitionOf = (arn: string): object => ({
  taskDefinitionArn: arn,
  containerDefinitions: [
    {
      ...{
        name: 'app',
        essential: true,
        image: `registry/web@${digest(Number(arn.at(-1)) % 2 ? 'a' : 'b')}`,
      },
      logConfiguration: {
        logDriver: 'awslogs',
        options: {
          'awslogs-group': '/dev',
          'awslogs-stream-prefix': 'web',
          'awslogs-region': 'eu-central-1',
        },
      },
    },
  ],
});

const stoppedTask = {
  ...{ taskArn: `${account}:task/dev/t1`, taskDefinitionArn: definition(2), startedBy: 'ecs-svc/2' },
  ...{ lastStatus: 'STOPPED', createdAt: began + 3, stoppingAt: began + 4 },
  ...{ stopCode: 'EssentialContainerExited', stoppedReason: 'Essential container in task exited' },
  containers: [{ name: 'app', exitCode: 1 }],
};
