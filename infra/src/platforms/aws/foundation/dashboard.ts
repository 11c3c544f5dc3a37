import { CloudwatchDashboard } from '@cdktf/provider-aws/lib/cloudwatch-dashboard/index.js';
import { environmentPrefix, serviceResource, type AwsEnvironment } from '@prod-e/environment';
import type { TerraformStack } from 'cdktf';
import type { Service } from '../../../services.ts';

export interface DashboardProps {
  environment: AwsEnvironment;
  services: Service[];
  loadBalancerSuffix: string;
}

/** Six graphs with a line per service, so that one which is unlike the others is seen. */
export function dashboard(stack: TerraformStack, props: DashboardProps): void {
  const { name } = props.environment;
  new CloudwatchDashboard(stack, 'dashboard', {
    dashboardName: environmentPrefix(name),
    dashboardBody: JSON.stringify({ widgets: graphs(props).map(widgetOf(props)) }),
  });
}

interface Graph {
  title: string;
  stat: string;
  metrics: unknown[][];
}

const graphs = (props: DashboardProps): Graph[] => [
  requestGraph(props, { title: 'Requests per minute', metric: 'RequestCount', stat: 'Sum' }),
  requestGraph(props, { title: 'Errors (5xx) per minute', metric: 'HTTPCode_Target_5XX_Count', stat: 'Sum' }),
  requestGraph(props, { title: 'Latency, seconds, p99', metric: 'TargetResponseTime', stat: 'p99' }),
  taskGraph(props, { title: 'CPU, percent', namespace: 'AWS/ECS', metric: 'CPUUtilization' }),
  taskGraph(props, { title: 'Memory, percent', namespace: 'AWS/ECS', metric: 'MemoryUtilization' }),
  taskGraph(props, {
    title: 'Running tasks',
    namespace: 'ECS/ContainerInsights',
    metric: 'RunningTaskCount',
  }),
];

/** Of public services. Their target groups are made by their own stacks, so they are looked for. */
function requestGraph(
  { loadBalancerSuffix }: DashboardProps,
  { title, metric, stat }: { title: string; metric: string; stat: string },
): Graph {
  const wanted = `{AWS/ApplicationELB,LoadBalancer,TargetGroup} MetricName="${metric}" LoadBalancer="${loadBalancerSuffix}"`;
  return { title, stat, metrics: [[{ expression: `SEARCH('${wanted}', '${stat}', 60)` }]] };
}

function taskGraph(
  { environment: { name: environment, cluster }, services }: DashboardProps,
  { title, namespace, metric }: { title: string; namespace: string; metric: string },
): Graph {
  const metrics = services.map(({ definition: { name } }) => [
    ...[namespace, metric, 'ClusterName', cluster, 'ServiceName', serviceResource(environment, name)],
    { label: name },
  ]);
  return { title, stat: 'Average', metrics };
}

const widgetOf =
  ({ environment: { region } }: DashboardProps) =>
  ({ title, stat, metrics }: Graph, index: number) => ({
    ...{ type: 'metric', width: 8, height: 6, x: (index % 3) * 8, y: Math.floor(index / 3) * 6 },
    properties: { title, region, stat, period: 60, metrics, yAxis: { left: { min: 0 } } },
  });
