import { createEcs } from '@prod-e/ecs';
import { environmentPrefix, parseEnvironment, serviceResource } from '@prod-e/environment';
import { createLedgerTable, openDynamoLedger, type DynamoLedgerOptions, type Ledger } from '@prod-e/ledger';
import { docker } from '@prod-e/testing/engine';
import { awsJson, ecs as ecsCall } from './aws-json.ts';
import type { Cloud } from './cloud.ts';
import { createMachine, type Machine } from './machine.ts';

let labs = 0;

/** A container that answers for a service. */
export interface Answering {
  ip: string;
  release: string;
  status: number;
}

/** An environment of its own, on a cloud that several share, with the machines that deploy to it. */
export interface AwsLab {
  name: string;
  cloud: Cloud;
  /** A machine with a clone of the workspace and nothing else. @param more fields of the environment, as told there */
  machine: (more?: object) => Machine;
  /** Asks the tasks of a service themselves. */
  answering: (service: string) => Promise<Answering[]>;
  inLedger: <T>(use: (ledger: Ledger) => Promise<T>) => Promise<T>;
  /** Every item of the ledger's table, as DynamoDB answers. */
  scan: () => Promise<string>;
  /** Calls ECS by hand; the cluster is given. */
  byHand: (action: string, input: object) => Promise<Record<string, unknown>>;
  resource: (service: string) => string;
  /** Texts of the objects in the bucket, by name: states, and locks of states. */
  states: () => Promise<Record<string, string>>;
  /** Takes the services and the machines away. */
  remove: () => Promise<void>;
}

/** @param more fields of the environment */
export async function createAwsLab(cloud: Cloud, more: object = {}): Promise<AwsLab> {
  labs += 1;
  const name = `a${process.pid}-${labs}`;
  const { region, account, endpoint } = cloud.aws;
  const input = {
    ...{ platform: 'aws', name, account, region, endpoint: cloud.ecs.url },
    registry: { kind: 'ecr', account, region, endpoint: cloud.registry.url },
    ledger: { endpoint: cloud.table.url },
    ...{ reach: 'task', proof: { deadlineSeconds: 60, pollSeconds: 5 } },
    notifications: [{ kind: 'email', topicArn: cloud.topic.arn, region, endpoint }],
    ...more,
  };
  const cluster = environmentPrefix(name);
  const table: DynamoLedgerOptions = { table: cluster, region, endpoint, requestTimeoutMs: 60_000 };
  await createLedgerTable(table);
  const ecs = createEcs({ cluster, region, endpoint, pollSeconds: 5 });
  const machines: Machine[] = [];
  const madeAt = new Date();
  const byHand: AwsLab['byHand'] = (action, given) => ecsCall(endpoint, action, { cluster, ...given });
  const resource = (service: string) => serviceResource(name, service);
  return {
    ...{ name, cloud, byHand, resource },
    scan: async () =>
      JSON.stringify(await awsJson(endpoint, 'DynamoDB_20120810.Scan', { TableName: cluster })),
    machine(own = {}) {
      const environment = { ...input, ...own };
      parseEnvironment(environment, 'aws-lab');
      const machine = createMachine({ cloud, environment, name, madeAt });
      machines.push(machine);
      return machine;
    },
    async answering(service) {
      const addresses = new Set((await ecs.addresses(resource(service))).map(({ ip }) => ip));
      const found = containersOf(service).filter(({ ip }) => addresses.has(ip));
      return Promise.all(
        found.map(async (each) => ({ ...each, status: (await fetch(`http://${each.ip}:8080/`)).status })),
      );
    },
    async inLedger(use) {
      const ledger = openDynamoLedger(table);
      try {
        return await use(ledger);
      } finally {
        ledger.close();
      }
    },
    states: () => objects(`${endpoint}/${cloud.bucket}`, `${name}/`),
    async remove() {
      cloud.ecs.heal();
      cloud.table.heal();
      cloud.registry.heal();
      const { serviceArns } = (await byHand('ListServices', {})) as { serviceArns: string[] };
      for (const service of serviceArns) await byHand('DeleteService', { service, force: true });
      for (const machine of machines) machine.remove();
    },
  };
}

/** The containers that run for services of this name, in whatever environment. */
function containersOf(service: string): Pick<Answering, 'ip' | 'release'>[] {
  const ids = docker('ps', '--quiet', '--filter', `label=prod-e.service=${service}`)
    .split('\n')
    .filter(Boolean);
  if (ids.length === 0) return [];
  const format =
    '{{range .NetworkSettings.Networks}}{{.IPAddress}} {{end}}\t{{index .Config.Labels "release"}}';
  return docker('inspect', '--format', format, ...ids)
    .split('\n')
    .map((line) => {
      const [ip = '', release = ''] = line.split('\t');
      return { ip: ip.trim(), release };
    });
}

async function objects(bucket: string, prefix: string): Promise<Record<string, string>> {
  const listing = await (await fetch(`${bucket}?list-type=2&prefix=${prefix}`)).text();
  const keys = [...listing.matchAll(/<Key>(.*?)<\/Key>/g)].map(([, key = '']) => key);
  return Object.fromEntries(
    await Promise.all(
      keys.map(
        async (key) => [key.slice(prefix.length), await (await fetch(`${bucket}/${key}`)).text()] as const,
      ),
    ),
  );
}
