// What Terraform runs in the lab's stacks, in the place of AWS's own provider: it makes a cluster or a service what its
// environment variables say, or takes it away, by the emulator's API.
import { appendFileSync, existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { ecs as call } from './aws-json.ts';

const given = (name: string): string => {
  const value = process.env[name];
  if (value === undefined) throw new Error(`${name} is not set`);
  return value;
};
const endpoint = given('ENDPOINT');
const cluster = given('CLUSTER');
const ecs = <T>(action: string, input: object): Promise<T> => call<T>(endpoint, action, input);

/** Says in the lab's folder what goes on, and waits there for as long as it is asked to. */
async function held(stack: string, run: () => Promise<void>): Promise<void> {
  const folder = given('PROD_E_LAB');
  const log = (what: string) => {
    appendFileSync(join(folder, 'calls.log'), `${what} ${stack} ${process.pid} ${terraform()}\n`);
  };
  log('begin');
  while (existsSync(join(folder, `hold-${stack}`))) await sleep(20);
  await run();
  log('end');
}

/** The Terraform above this process. */
function terraform(): number {
  for (let pid = process.ppid; pid > 1;) {
    const status = readFileSync(`/proc/${pid}/status`, 'utf8');
    if (/^Name:\s+terraform$/m.test(status)) return pid;
    pid = Number(/^PPid:\s+(\d+)$/m.exec(status)?.[1] ?? 0);
  }
  return 0;
}

const tags = () => (JSON.parse(given('TAGS')) as [string, string][]).map(([key, value]) => ({ key, value }));

async function clusterUp(): Promise<void> {
  const answer = await ecs<{ cluster: { clusterArn: string } }>('CreateCluster', {
    clusterName: cluster,
    tags: tags(),
  });
  await ecs('TagResource', { resourceArn: answer.cluster.clusterArn, tags: tags() });
}

async function serviceUp(name: string): Promise<void> {
  const taskDefinition = await register(name);
  const { services } = await ecs<{ services: { status: string; serviceArn: string }[] }>('DescribeServices', {
    ...{ cluster, services: [name] },
  });
  const there = services.find(({ status }) => status === 'ACTIVE');
  if (there) {
    await ecs('UpdateService', { ...{ cluster, service: name, taskDefinition, desiredCount: 1 } });
    await ecs('TagResource', { resourceArn: there.serviceArn, tags: tags() });
    return;
  }
  await ecs('CreateService', {
    ...{ cluster, serviceName: name, taskDefinition, desiredCount: 1, launchType: 'FARGATE', tags: tags() },
    deploymentConfiguration: { deploymentCircuitBreaker: { enable: true, rollback: true } },
    networkConfiguration: { awsvpcConfiguration: { subnets: ['subnet-1'] } },
  });
}

async function register(family: string): Promise<string> {
  const answer = await ecs<{ taskDefinition: { taskDefinitionArn: string } }>('RegisterTaskDefinition', {
    ...{ family, networkMode: 'awsvpc', cpu: '256', memory: '512', requiresCompatibilities: ['FARGATE'] },
    containerDefinitions: [
      {
        ...{ name: 'app', image: given('IMAGE'), essential: true, portMappings: [{ containerPort: 8080 }] },
        logConfiguration: {
          logDriver: 'awslogs',
          options: {
            'awslogs-group': `/${cluster}`,
            'awslogs-create-group': 'true',
            'awslogs-region': 'us-east-1',
            'awslogs-stream-prefix': family,
          },
        },
      },
    ],
  });
  return answer.taskDefinition.taskDefinitionArn;
}

const gone = (error: unknown) => {
  if (!String(error).includes('NotFound')) throw error;
};

const verbs: Record<string, (stack: string) => Promise<unknown>> = {
  'cluster-up': (stack) => held(stack, clusterUp),
  'cluster-down': () => ecs('DeleteCluster', { cluster }).catch(gone),
  'service-up': (stack) => held(stack, () => serviceUp(given('NAME'))),
  'service-down': () => ecs('DeleteService', { cluster, service: given('NAME'), force: true }).catch(gone),
};

const [verb = '', stack = ''] = process.argv.slice(2);
try {
  await (verbs[verb] ?? (() => Promise.reject(new Error(`no such verb: ${verb}`))))(stack);
} catch (error) {
  writeFileSync(2, `${(error as Error).message}\n`);
  process.exitCode = 1;
}
