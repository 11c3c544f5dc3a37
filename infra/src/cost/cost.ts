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
export function cost(environments: AwsEnvironment[], services: Service[], list: PriceList): string {
  const of = (environment: AwsEnvironment) =>
    estimate(inScratch(environment, services), pricesOf(list, environment.region));
  const estimates = new Map(environments.map((environment) => [environment.name, of(environment)]));
  const byEgress = environments.slice(0, 1).map((first) => ({
    head: `${first.name} by way out`,
    named: new Map<string, Estimate>(
      egresses.map((egress) => [egress, of({ ...first, network: { ...first.network, egress } })]),
    ),
  }));
  const all = [...estimates.values(), ...byEgress.flatMap(({ named }) => [...named.values()])];
  return [
    costTable('USD a month', estimates),
    ...byEgress.map(({ head, named }) => costTable(head, named)),
    notes(list, all),
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
function inScratch(environment: AwsEnvironment, services: Service[]) {
  const folder = mkdtempSync(join(tmpdir(), 'prod-e-cost-'));
  try {
    synthesizeOn(awsPlatform, { environment, services, out: join(folder, environment.name) });
    return readSynthesized(join(folder, environment.name));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
