import { blocks, resourcesOf, texts, type Resource, type Synthesized } from '../validate/synthesized.ts';
import type { Prices } from './prices.ts';
import { tasksOf } from './tasks.ts';

/** Where a part of the cost belongs, in the order of the table. */
export const kinds = [
  'Fargate',
  'load balancer',
  'NAT gateways',
  'VPC endpoints',
  'public addresses',
  'logs',
  'alarms, dashboards',
  'Container Insights',
  'storage',
  'history',
  'keys',
  'DNS',
] as const;

export type Kind = (typeof kinds)[number];

/** US dollars a month. */
export interface Part {
  kind: Kind;
  usd: number;
}

type Price = (resource: Resource, prices: Prices, synthesized: Synthesized) => Part[];

const part = (kind: Kind, usd: number): Part => ({ kind, usd });

/** Number of a list's entries; at least one, where a reference stands for the list. */
const count = (list: unknown): number => (Array.isArray(list) ? list.length : 1);

const publicAddresses = (many: number, { publicAddressHour, assumed }: Prices): Part =>
  part('public addresses', many * publicAddressHour * assumed.hours);

/** What each type of resource costs. */
export const priced: Readonly<Record<string, Price>> = {
  aws_ecs_service: (service, prices, synthesized) => {
    const { tasks, vcpus, gigabytes, spot } = tasksOf(service, synthesized);
    const { hours, spotDiscount, insightsMetricsPerService } = prices.assumed;
    const hourly = vcpus * prices.fargateVcpuHour + gigabytes * prices.fargateGbHour;
    return [
      part('Fargate', tasks * hourly * hours * (1 - spot * spotDiscount)),
      part('Container Insights', insightsMetricsPerService * prices.metricMonth),
    ];
  },

  aws_ecs_cluster: ({ values }, { metricMonth, assumed }) => {
    const hasInsights = blocks(values, 'setting').some(({ value }) => value !== 'disabled');
    return hasInsights ? [part('Container Insights', assumed.insightsMetrics * metricMonth)] : [];
  },

  aws_lb: ({ values }, prices) => {
    const { loadBalancerHour, loadBalancerUnitHour, assumed } = prices;
    const hourly = loadBalancerHour + assumed.loadBalancerUnits * loadBalancerUnitHour;
    const own = part('load balancer', hourly * assumed.hours);
    return values['internal'] === true ? [own] : [own, publicAddresses(count(values['subnets']), prices)];
  },

  aws_nat_gateway: (gateway, { natGatewayHour, natGatewayGb, assumed }, synthesized) => {
    // The traffic is the same, however many gateways it goes through.
    const traffic = assumed.networkGb / resourcesOf(synthesized, gateway.type).length;
    return [part('NAT gateways', natGatewayHour * assumed.hours + traffic * natGatewayGb)];
  },

  aws_eip: (_resource, prices) => [publicAddresses(1, prices)],

  aws_vpc_endpoint: (endpoint, { endpointHour, endpointGb, assumed }, synthesized) => {
    if (!isInterface(endpoint)) return [];
    const traffic = assumed.networkGb / resourcesOf(synthesized, endpoint.type).filter(isInterface).length;
    return [
      part(
        'VPC endpoints',
        count(endpoint.values['subnet_ids']) * endpointHour * assumed.hours + traffic * endpointGb,
      ),
    ];
  },

  aws_cloudwatch_log_group: ({ values, stack }, prices, synthesized) => {
    const { logsGb, logsStoredGbMonth, assumed } = prices;
    const tasks = resourcesOf(synthesized, 'aws_ecs_service')
      .filter((service) => service.stack === stack)
      .reduce((sum, service) => sum + tasksOf(service, synthesized).tasks, 0);
    const written = tasks * assumed.logsGbPerTask;
    const months = Number(values['retention_in_days']) / 30;
    return [part('logs', written * (logsGb + months * logsStoredGbMonth))];
  },

  aws_flow_log: (_resource, { logsGb, assumed }) => [part('logs', assumed.flowLogsGb * logsGb)],

  // What a filter counts is a metric of its own.
  aws_cloudwatch_log_metric_filter: (_resource, { metricMonth }) => [part('alarms, dashboards', metricMonth)],
  aws_cloudwatch_metric_alarm: (_resource, { alarmMonth }) => [part('alarms, dashboards', alarmMonth)],
  aws_cloudwatch_composite_alarm: (_resource, { compositeAlarmMonth }) => [
    part('alarms, dashboards', compositeAlarmMonth),
  ],
  aws_cloudwatch_dashboard: (_resource, { dashboardMonth }) => [part('alarms, dashboards', dashboardMonth)],

  aws_efs_file_system: (_resource, { efsGbMonth, assumed }) => [
    part('storage', assumed.storedGb * efsGbMonth),
  ],
  aws_s3_bucket: (_resource, { s3GbMonth, assumed }) => [part('storage', assumed.storedGb * s3GbMonth)],

  aws_dynamodb_table: (_resource, prices) => {
    const { dynamodbMillionWrites, dynamodbGbMonth, dynamodbRecoveryGbMonth, assumed } = prices;
    return [
      part(
        'history',
        assumed.dynamodbMillionWrites * dynamodbMillionWrites + dynamodbGbMonth + dynamodbRecoveryGbMonth,
      ),
    ];
  },

  aws_kms_key: (_resource, { keyMonth }) => [part('keys', keyMonth)],
  aws_service_discovery_private_dns_namespace: (_resource, { hostedZoneMonth }) => [
    part('DNS', hostedZoneMonth),
  ],
  aws_route53_zone: (_resource, { hostedZoneMonth }) => [part('DNS', hostedZoneMonth)],
};

const isInterface = ({ values }: Resource): boolean =>
  texts(values['vpc_endpoint_type']).includes('Interface');
