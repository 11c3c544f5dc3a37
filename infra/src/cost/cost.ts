import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { AwsEnvironment } from '@prod-e/environment';
import { awsPlatform } from '../platforms/aws/index.ts';
import type { Service } from '../services.ts';
import { synthesizeOn } from '../synthesize.ts';
import { readSynthesized } from '../validate/synthesized.ts';
import { costTable } from './cost-table.ts';
import { estimate, type Estimate } from './estimate.ts';
import { pricesOf, type PriceList } from './prices.ts';

/** Ways to reach AWS from a private subnet, compared for the first environment. */
const egresses = ['endpoints', 'nat', 'nat-per-zone'] as const;

/** What environments cost in a month, and the first of them by each way out of its network. */
export async function cost(
  environments: AwsEnvironment[],
  services: Service[],
  list: PriceList,
): Promise<string> {
  const of = async (environment: AwsEnvironment) =>
    estimate(await inScratch(environment, services), pricesOf(list, environment.region));
  const estimates = new Map<string, Estimate>();
  for (const environment of environments) estimates.set(environment.name, await of(environment));
  const [first] = environments;
  const byEgress = new Map<string, Estimate>();
  if (first) {
    for (const egress of egresses)
      byEgress.set(egress, await of({ ...first, network: { ...first.network, egress } }));
  }
  return [
    costTable('USD a month', estimates),
    ...(first ? [costTable(`${first.name} by way out`, byEgress)] : []),
    notes(list, [...estimates.values(), ...byEgress.values()]),
  ].join('\n\n');
}

function notes({ date, source, note }: PriceList, estimates: Estimate[]): string {
  const unknown = [...new Set(estimates.flatMap((each) => each.unknown))];
  return [
    `Prices of ${date}: ${source}. ${note}`,
    'What is assumed of a month stands in infra/src/cost/prices.json.',
    ...(unknown.length > 0 ? [`Not in the estimate: ${unknown.join(', ')}`] : []),
  ].join('\n');
}

/** What is deployed is what is priced: an environment is synthesized as it is, and thrown away. */
async function inScratch(environment: AwsEnvironment, services: Service[]) {
  const folder = mkdtempSync(join(tmpdir(), 'prod-e-cost-'));
  try {
    synthesizeOn(awsPlatform, { environment, services, out: join(folder, environment.name) });
    return readSynthesized(join(folder, environment.name));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
