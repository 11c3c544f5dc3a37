import { thrownBy } from '@prod-e/testing/fixtures';
import { synthesized, withResource } from '../../test/synthesized.ts';
import { estimate } from './estimate.ts';
import { kinds } from './priced.ts';
import { pricesOf, readPrices } from './prices.ts';

const list = readPrices();
const ours = pricesOf(list, 'eu-central-1');
/** Round figures, so that sums can be done in the head. */
const prices = {
  ...Object.fromEntries(Object.keys(ours).map((name) => [name, 1])),
  assumed: {
    ...{ note: '', hours: 100, spotDiscount: 0.5, loadBalancerUnits: 1, networkGb: 10, logsGbPerTask: 2 },
    ...{
      flowLogsGb: 3,
      insightsMetrics: 7,
      insightsMetricsPerService: 9,
      storedGb: 4,
      dynamodbMillionWrites: 2,
    },
  },
} as typeof ours;

const nonZero = (of: Parameters<typeof estimate>[0]) =>
  Object.fromEntries(Object.entries(estimate(of, prices).by).filter(([, usd]) => usd > 0));

const service = (more: object, rest: Record<string, object> = {}) =>
  synthesized({
    resource: {
      aws_ecs_service: { web: { desired_count: 2, ...more } },
      aws_ecs_task_definition: { web: { cpu: '512', memory: '1024' } },
      ...Object.fromEntries(Object.entries(rest).map(([type, values]) => [type, { web: { ...values } }])),
    },
  });
const strategy = (...weights: [string, number, number][]) => ({
  capacity_provider_strategy: weights.map(([provider, base, weight]) => ({
    ...{ capacity_provider: provider, base, weight },
  })),
});

describe('an estimate', () => {
  it.each([
    ['its desired tasks', {}, {}, 2 * 1.5 * 100],
    [
      'its fewest tasks where it scales',
      {},
      { aws_appautoscaling_target: { min_capacity: 3 } },
      3 * 1.5 * 100,
    ],
    ['all its tasks on spot', strategy(['FARGATE_SPOT', 0, 1]), {}, 150],
    ['half of them on spot', strategy(['FARGATE', 0, 1], ['FARGATE_SPOT', 0, 1]), {}, 225],
    ['those above the base on spot', strategy(['FARGATE', 2, 0], ['FARGATE_SPOT', 0, 1]), {}, 300],
    ['those of the base on spot', strategy(['FARGATE_SPOT', 1, 0], ['FARGATE', 0, 1]), {}, 225],
    ['no task at all', { desired_count: 0 }, {}, 0],
  ])('has of a service %s', (_what, more, rest, usd) => {
    expect(estimate(service(more, rest), prices).by.Fargate).toBeCloseTo(usd);
  });

  it.each([
    ['aws_lb', { subnets: ['a', 'b'] }, { 'load balancer': 200, 'public addresses': 200 }],
    ['aws_lb', { internal: true }, { 'load balancer': 200 }],
    ['aws_nat_gateway', {}, { 'NAT gateways': 110 }],
    ['aws_eip', {}, { 'public addresses': 100 }],
    [
      'aws_vpc_endpoint',
      { vpc_endpoint_type: 'Interface', subnet_ids: ['a', 'b'] },
      { 'VPC endpoints': 210 },
    ],
    ['aws_vpc_endpoint', { vpc_endpoint_type: 'Gateway' }, {}],
    ['aws_flow_log', {}, { logs: 3 }],
    ['aws_cloudwatch_log_group', { retention_in_days: 30 }, {}],
    ['aws_cloudwatch_log_metric_filter', {}, { 'alarms, dashboards': 1 }],
    ['aws_cloudwatch_metric_alarm', {}, { 'alarms, dashboards': 1 }],
    ['aws_cloudwatch_composite_alarm', {}, { 'alarms, dashboards': 1 }],
    ['aws_cloudwatch_dashboard', {}, { 'alarms, dashboards': 1 }],
    [
      'aws_ecs_cluster',
      { setting: [{ name: 'containerInsights', value: 'enabled' }] },
      { 'Container Insights': 7 },
    ],
    ['aws_ecs_cluster', { setting: [{ name: 'containerInsights', value: 'disabled' }] }, {}],
    ['aws_efs_file_system', {}, { storage: 4 }],
    ['aws_s3_bucket', {}, { storage: 4 }],
    ['aws_dynamodb_table', {}, { history: 4 }],
    ['aws_kms_key', {}, { keys: 1 }],
    ['aws_service_discovery_private_dns_namespace', {}, { DNS: 1 }],
    ['aws_route53_zone', {}, { DNS: 1 }],
  ])('has the price of %s %j', (type, values, expected) => {
    expect(nonZero(withResource(type, values))).toEqual(expected);
  });

  it('has the logs of a service by its tasks, written once and kept for its retention', () => {
    const logs = { aws_cloudwatch_log_group: { retention_in_days: 60 } };
    expect(nonZero(service({}, logs))['logs']).toBe(2 * 2 * (1 + 2));
  });

  it('shares the traffic among the ways that it can go', () => {
    const two = synthesized({ resource: { aws_nat_gateway: { a: {}, b: {} } } });
    expect(nonZero(two)).toEqual({ 'NAT gateways': 2 * 100 + 10 });
  });

  it('is the sum of its parts, and names what it knows no price of', () => {
    const { by, total, unknown } = estimate(withResource('aws_lb', {}), prices);
    expect(total).toBe(kinds.reduce((sum, kind) => sum + by[kind], 0));
    expect(unknown).toEqual(['aws_carrier']);
  });
});

describe('the price list', () => {
  it('has a date and a source', () => {
    expect(list).toMatchObject({
      date: expect.stringMatching(/^\d{4}-\d\d-\d\d$/),
      source: expect.any(String),
    });
  });

  it('knows which regions it is of', () => {
    expect(thrownBy(() => pricesOf(list, 'eu-west-9'))).toMatchObject({
      message: 'prices of region eu-west-9 are not known',
      where: 'infra/src/cost/prices.json',
      exit: 2,
    });
  });
});
