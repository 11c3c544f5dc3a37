import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { exitCode, UserError } from '@prod-e/errors';
import { z } from 'zod';

const usd = z.number().min(0);

/** US dollars: per hour, month, GB, GB and month, or million. */
const regionSchema = z.strictObject({
  fargateVcpuHour: usd,
  fargateGbHour: usd,
  loadBalancerHour: usd,
  loadBalancerUnitHour: usd,
  natGatewayHour: usd,
  natGatewayGb: usd,
  endpointHour: usd,
  endpointGb: usd,
  publicAddressHour: usd,
  logsGb: usd,
  logsStoredGbMonth: usd,
  alarmMonth: usd,
  compositeAlarmMonth: usd,
  dashboardMonth: usd,
  metricMonth: usd,
  efsGbMonth: usd,
  s3GbMonth: usd,
  dynamodbMillionWrites: usd,
  dynamodbGbMonth: usd,
  dynamodbRecoveryGbMonth: usd,
  keyMonth: usd,
  hostedZoneMonth: usd,
});

/** What a month is taken to be, where the configuration does not say. */
const assumedSchema = z.strictObject({
  note: z.string(),
  hours: z.number(),
  /** Share of the price that Fargate Spot takes off. */
  spotDiscount: z.number().min(0).max(1),
  loadBalancerUnits: z.number(),
  networkGb: z.number(),
  logsGbPerTask: z.number(),
  flowLogsGb: z.number(),
  insightsMetrics: z.number(),
  insightsMetricsPerService: z.number(),
  storedGb: z.number(),
  dynamodbMillionWrites: z.number(),
});

const schema = z.strictObject({
  source: z.string(),
  date: z.iso.date(),
  note: z.string(),
  regions: z.record(z.string(), regionSchema),
  assumed: assumedSchema,
});

export type PriceList = z.infer<typeof schema>;
export type Prices = z.infer<typeof regionSchema> & { assumed: z.infer<typeof assumedSchema> };

export const readPrices = (): PriceList =>
  schema.parse(JSON.parse(readFileSync(join(import.meta.dirname, 'prices.json'), 'utf8')));

/** @throws UserError (exit 2) where a region's prices are not known */
export function pricesOf({ regions, assumed }: PriceList, region: string): Prices {
  const prices = regions[region];
  if (prices) return { ...prices, assumed };
  throw new UserError(`prices of region ${region} are not known`, {
    where: 'infra/src/cost/prices.json',
    next: `enter them beside those of ${Object.keys(regions).join(' and ')}`,
    exit: exitCode.usage,
  });
}
