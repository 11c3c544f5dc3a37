import { join } from 'node:path';
import { environmentsFolder, loadEnvironment, type AwsEnvironment } from '@prod-e/environment';
import { findServices } from '../services.ts';
import { cost } from './cost.ts';
import { readPrices } from './prices.ts';

const workspaceRoot = join(__dirname, '../../..');

describe('the cost of the environments of this workspace', () => {
  let text: string;
  beforeAll(async () => {
    const folder = join(workspaceRoot, environmentsFolder);
    const environments = await Promise.all(
      ['dev', 'staging', 'prod'].map(async (name) => (await loadEnvironment(name, folder)) as AwsEnvironment),
    );
    text = cost(environments, findServices(workspaceRoot), readPrices());
  });

  /** The figures of the rows that begin so, by table. */
  const rows = (head: string) =>
    text
      .split('\n')
      .filter((line) => line.startsWith(head))
      .map((line) => line.slice(head.length).trim().split(/ +/).map(Number));

  it('has a total for each, and production costs the most', () => {
    const [[dev = 0, staging = 0, prod = 0] = []] = rows('total');
    expect(dev).toBeGreaterThan(0);
    expect(staging).toBeGreaterThan(dev);
    expect(prod).toBeGreaterThan(staging);
  });

  it('keeps each within its budget', async () => {
    const folder = join(workspaceRoot, environmentsFolder);
    const budgets = await Promise.all(
      ['dev', 'staging', 'prod'].map(
        async (name) => ((await loadEnvironment(name, folder)) as AwsEnvironment).budget,
      ),
    );
    const [totals = []] = rows('total');
    for (const [index, { monthlyUsd }] of budgets.entries()) expect(totals[index]).toBeLessThan(monthlyUsd);
  });

  it('compares dev by each way out of its network', () => {
    expect(text).toMatch(/^dev by way out +endpoints +nat +nat-per-zone$/m);
    const [, [endpoints, nat, perZone] = []] =
      rows('NAT gateways').length === 1 ? [[], rows('NAT gateways')[0]] : rows('NAT gateways');
    expect(endpoints).toBe(0);
    expect(perZone).toBeGreaterThan(nat ?? Infinity);
  });

  it('knows the price of everything that there is', () => {
    expect(text).not.toContain('Not in the estimate');
    expect(text).toContain(`Prices of ${readPrices().date}`);
  });
});

describe('where there is no environment of AWS', () => {
  it('is the price list alone', () => {
    expect(cost([], [], readPrices())).toContain('Prices of');
  });
});
