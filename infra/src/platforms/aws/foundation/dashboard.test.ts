import { foundationJson } from '../../../../test/foundation.ts';

interface Widget {
  x: number;
  y: number;
  width: number;
  height: number;
  properties: { title: string; region: string; stat: string; metrics: unknown[][] };
}

const widgetsOf = (json: ReturnType<typeof foundationJson>): Widget[] =>
  (JSON.parse(String(json.only('aws_cloudwatch_dashboard')['dashboard_body'])) as { widgets: Widget[] })
    .widgets;

describe('the dashboard', () => {
  const widgets = widgetsOf(foundationJson({ cluster: 'other' }));

  it('tells requests, errors, latency, CPU, memory and running tasks', () => {
    expect(widgets.map(({ properties }) => properties.title)).toEqual([
      'Requests per minute',
      'Errors (5xx) per minute',
      'Latency, seconds, p99',
      'CPU, percent',
      'Memory, percent',
      'Running tasks',
    ]);
  });

  it('has each graph in a place of its own', () => {
    expect(new Set(widgets.map(({ x, y }) => `${x},${y}`)).size).toBe(widgets.length);
    for (const { x, width } of widgets) expect(x + width).toBeLessThanOrEqual(24);
  });

  it('looks for requests of every service behind the load balancer, and of no other', () => {
    expect(widgets[0]?.properties.metrics).toEqual([
      [
        {
          expression:
            'SEARCH(\'{AWS/ApplicationELB,LoadBalancer,TargetGroup} MetricName="RequestCount" LoadBalancer="${aws_lb.load-balancer.arn_suffix}"\', \'Sum\', 60)',
        },
      ],
    ]);
  });

  it.each([
    [3, 'AWS/ECS', 'CPUUtilization'],
    [4, 'AWS/ECS', 'MemoryUtilization'],
    [5, 'ECS/ContainerInsights', 'RunningTaskCount'],
  ])('has in graph %d a line per service of %s %s', (index, namespace, metric) => {
    expect(widgets[index]?.properties.metrics).toEqual(
      ['store', 'web'].map((name) => [
        ...[namespace, metric, 'ClusterName', 'other', 'ServiceName', `prod-e-lab-${name}`],
        { label: name },
      ]),
    );
  });

  it('has the same graphs for one service and for a hundred', () => {
    expect(widgetsOf(foundationJson({}, []))).toHaveLength(widgets.length);
  });
});
