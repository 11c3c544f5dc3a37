import { deploymentEndSchema, deploymentStartSchema, type Deployment } from '../deployment.ts';
import type { DeploymentEnd, DeploymentStart } from '../deployment.ts';
import type { DeploymentQuery } from '../ledger.ts';
import { readRecord } from '../record.ts';
import { deploymentKey, deploymentsOf, underWayIn, underWayKey } from './keys.ts';
import { pack, unpack } from './packed.ts';
import type { Item, Table } from './table.ts';

/** A start and its mark of being under way are one step, so that none is under way that was not started. */
export async function writeStart(table: Table, start: DeploymentStart): Promise<void> {
  const { environment, id } = start;
  const update = {
    Key: deploymentKey(environment, id),
    UpdateExpression: 'SET #start = :start',
    ExpressionAttributeNames: { '#start': 'start' },
    ExpressionAttributeValues: { ':start': start },
  };
  const started = await table.transact([
    {
      Update: {
        TableName: table.name,
        ...update,
        ConditionExpression: 'attribute_not_exists(#start) AND attribute_not_exists(outcome)',
      },
    },
    { Put: { TableName: table.name, Item: { ...underWayKey(environment, id), start } } },
  ]);
  // It is there already, or its end is: then it is not under way.
  if (!started) await table.update({ ...update, ConditionExpression: 'attribute_not_exists(#start)' });
}

export async function writeEnd(
  table: Table,
  environment: string,
  id: string,
  end: DeploymentEnd,
): Promise<void> {
  const replacesAbandoned = end.outcome !== 'abandoned';
  await table.transact([
    {
      Update: {
        TableName: table.name,
        Key: deploymentKey(environment, id),
        UpdateExpression: 'SET outcome = :outcome, #end = :end',
        ConditionExpression: `attribute_not_exists(outcome)${replacesAbandoned ? ' OR outcome = :abandoned' : ''}`,
        ExpressionAttributeNames: { '#end': 'end' },
        ExpressionAttributeValues: {
          ':outcome': end.outcome,
          ':end': await pack(table, end),
          ...(replacesAbandoned && { ':abandoned': 'abandoned' }),
        },
      },
    },
    { Delete: { TableName: table.name, Key: underWayKey(environment, id) } },
  ]);
}

export async function readDeployment(table: Table, environment: string, id: string) {
  const item = await table.get(deploymentKey(environment, id));
  return item?.['start'] === undefined ? undefined : deploymentOf(table, item);
}

export async function readDeployments(
  table: Table,
  { environment, limit, before }: DeploymentQuery,
): Promise<Deployment[]> {
  const items: Item[] = [];
  if (limit < 1) return [];
  for await (const item of table.query(deploymentsOf(environment), {
    newestFirst: true,
    before,
    page: limit,
  })) {
    if (item['start'] === undefined) continue;
    items.push(item);
    if (items.length === limit) break;
  }
  return Promise.all(items.map((item) => deploymentOf(table, item)));
}

export async function readUnderWay(table: Table, environment: string): Promise<Deployment[]> {
  const deployments: Deployment[] = [];
  for await (const { sk, start } of table.query(underWayIn(environment))) {
    deployments.push(readRecord(deploymentStartSchema, start, String(sk)));
  }
  return deployments;
}

async function deploymentOf(table: Table, { sk, start, end }: Item): Promise<Deployment> {
  const id = String(sk);
  const deployment = readRecord(deploymentStartSchema, start, id);
  if (end === undefined) return deployment;
  return { ...deployment, end: await unpack(table, end, deploymentEndSchema, `the end of ${id}`) };
}
