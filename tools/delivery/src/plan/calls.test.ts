import { chmodSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { label, serviceResource, type AwsEnvironment, type LocalEnvironment } from '@prod-e/environment';
import { openSqliteLedger } from '@prod-e/ledger';
import { startScriptedAws, type AwsScript, type ScriptedAws } from '@prod-e/testing/scripted-aws';
import { manyServices, provenAs, type ManyServices } from '../../test/many.ts';
import { digest } from '../../test/stacks.ts';
import { ecsPlatform } from '../platforms/ecs/platform.ts';
import { localPlatform } from '../platforms/local/platform.ts';

// How a plan grows is held by what it asks of others, which is the same on every machine.

let many: ManyServices;
afterEach(() => {
  many.remove();
});

describe('a plan of a local environment', () => {
  const path = process.env['PATH'] ?? '';
  afterEach(() => {
    process.env['PATH'] = path;
  });

  const calls = (): string[] => readFileSync(join(many.folder, 'calls'), 'utf8').trim().split('\n');

  it.each([1, 1000])('asks the engine five times for %d services', async (count) => {
    many = manyServices(count, { platform: 'local', name: 'lab' });
    await makeLive(many);
    many.write('calls', '');
    expect(await many.plan()).toContain('lab: nothing to do');
    expect(calls().sort()).toEqual([
      ...['container inspect', 'image ls', 'network inspect', 'network ls', 'ps --all'],
    ]);
  });
});

describe('a plan of an environment on AWS', () => {
  let aws: ScriptedAws;
  const env = { ...process.env };
  afterEach(async () => {
    await aws.stop();
    process.env = { ...env };
  });

  it.each([
    [1, 1],
    [95, 10],
    [1000, 100],
  ])('asks ECS once for every ten of %d services', async (count, batches) => {
    const script: AwsScript = {};
    aws = await startScriptedAws(script);
    Object.assign(process.env, aws.env);
    const { endpoint, region } = aws;
    many = manyServices(count, { platform: 'aws', name: 'lab', account: '111122223333', region, endpoint });
    Object.assign(script, liveOnAws(many));
    script['Query'] = { Items: await itemsOf(many) };
    aws.calls.length = 0;
    expect(await many.plan()).toContain('lab: nothing to do');
    expect(countsOf(aws)).toEqual({
      // The history tells in pages of 1 MB, and this is one.
      Query: 1,
      DescribeClusters: 1,
      DescribeServices: batches,
      // ECR has a repository for each service, and a call for each repository.
      BatchGetImage: count,
    });
  });
});

const countsOf = ({ calls }: ScriptedAws): Record<string, number> =>
  Object.fromEntries(
    [...Map.groupBy(calls, ({ operation }) => operation)].map(([operation, of]) => [operation, of.length]),
  );

const arn = 'arn:aws:ecs:eu-central-1:111122223333';
const definition = (name: string) => `${arn}:task-definition/${name}:1`;

/** What AWS tells of services of which each is live as it is wanted. */
function liveOnAws({ wanted }: ManyServices): AwsScript {
  const hashes = new Map(wanted.map(({ stack, stackHash }) => [stack.name, stackHash]));
  const tagsOf = (stack: string) => [
    { key: label.stack, value: stack },
    { key: label.stackHash, value: hashes.get(stack) },
    ...(stack === 'foundation' ? [] : [{ key: label.inputTag, value: 'in-1' }]),
  ];
  return {
    DescribeClusters: { clusters: [{ status: 'ACTIVE', tags: tagsOf('foundation') }] },
    DescribeServices: ({ services }: Record<string, unknown>) => ({
      services: (services as string[]).map((resource) => {
        const name = resource.replace(serviceResource('lab', ''), '');
        return {
          ...{ serviceName: resource, serviceArn: `${arn}:service/lab/${resource}`, status: 'ACTIVE' },
          ...{ launchType: 'FARGATE', desiredCount: 1, runningCount: 1, tags: tagsOf(name) },
          taskDefinition: definition(name),
          deployments: [
            {
              ...{ id: 'ecs-svc/1', status: 'PRIMARY', taskDefinition: definition(name) },
              ...{ desiredCount: 1, runningCount: 1, rolloutState: 'COMPLETED' },
            },
          ],
        };
      }),
    }),
    BatchGetImage: {
      images: [{ imageId: { imageTag: 'in-1', imageDigest: digest('a') } }],
      failures: [],
    },
  };
}

/** A history in which all that AWS tells of was proven, as the items of its table. */
async function itemsOf({ environment, wanted, services }: ManyServices) {
  const known = new Map(services.map((name) => [definition(name), digest('a')]));
  const live = await ecsPlatform(environment as AwsEnvironment).read({ services, known });
  const found = new Map(live.map((stack) => [stack.name, stack]));
  return wanted.map((stack) => {
    const { name } = stack.stack;
    const { settings = {}, revision } = found.get(name) ?? {};
    const bytes = gzipSync(JSON.stringify(provenAs(stack, settings, revision))).toString('base64');
    return { sk: { S: name }, proofBy: { S: 'd-1' }, proof: { M: { bytes: { B: bytes } } } };
  });
}

/** An engine that answers from files, and a history in which all that it tells of was proven. */
async function makeLive({ environment, wanted, services, folder, stateFolder, write }: ManyServices) {
  const answers: Record<string, string[]> = {
    'image ls': services.map((name) => `prod-e/${name}:in-1\t${digest('a')}`),
    'network ls': ['n'],
    'ps --all': services,
    'network inspect': wanted.slice(0, 1).map(({ stackHash }) => JSON.stringify(network(stackHash))),
    'container inspect': wanted
      .slice(1)
      .map(({ stack, stackHash }) => JSON.stringify(container(stack.name, stackHash))),
  };
  const cases = Object.entries(answers).map(([call, lines]) => {
    const file = write(`answers/${call.replaceAll(/\W+/g, '-')}`, `${lines.join('\n')}\n`);
    return `'${call}') cat '${file}' ;;`;
  });
  const script = ['#!/bin/sh', `echo "$1 $2" >> '${join(folder, 'calls')}'`, 'case "$1 $2" in', ...cases];
  chmodSync(write('bin/docker', [...script, '*) exit 1 ;;', 'esac', ''].join('\n')), 0o755);
  process.env['PATH'] = `${join(folder, 'bin')}:${process.env['PATH']}`;
  const ledger = openSqliteLedger(join(stateFolder, 'ledger.sqlite'));
  const live = await localPlatform(environment as LocalEnvironment).read({ services, known: new Map() });
  const settings = new Map(live.map((stack) => [stack.name, stack.settings]));
  for (const stack of wanted) {
    const { name } = stack.stack;
    await ledger.recordProof('lab', name, provenAs(stack, settings.get(name) ?? {}));
  }
  ledger.close();
}

const network = (stackHash: string) => ({
  ...{ Driver: 'bridge', Internal: false },
  Labels: { [label.stack]: 'foundation', [label.stackHash]: stackHash },
});

const container = (name: string, stackHash: string) => ({
  Image: digest('a'),
  State: { Status: 'running' },
  Config: {
    User: '65532:65532',
    Labels: { [label.stack]: name, [label.stackHash]: stackHash, [label.inputTag]: 'in-1' },
  },
  HostConfig: {
    ...{ Memory: 1, MemorySwap: 1, CpuShares: 1, ReadonlyRootfs: true, Privileged: false },
    ...{ NetworkMode: 'prod-e-lab', RestartPolicy: { Name: 'unless-stopped' } },
  },
  NetworkSettings: { Ports: {} },
});
