import { foundationJson, statementsOf, type AwsInput } from '../../../../test/foundation.ts';

const twoZones: AwsInput = { network: { zones: 2 } };
const threeZones: AwsInput = { network: { zones: 3, cidr: '10.1.0.0/20' } };

describe.each([
  ['two zones', twoZones, 2],
  ['three zones', threeZones, 3],
])('a network over %s', (_, environment, zones) => {
  const { resources } = foundationJson(environment);
  const subnets = Object.entries(resources('aws_subnet'));

  it('has a public and a private subnet in each', () => {
    const places = subnets.map(([id, { availability_zone: zone }]) => [id.split('-')[0], zone]);
    const expected = Array.from({ length: zones }, (_each, index) => {
      const zone = `\${data.aws_availability_zones.zones.names[${index}]}`;
      return [
        ['public', zone],
        ['private', zone],
      ];
    }).flat();
    expect(places).toEqual(expect.arrayContaining(expected));
    expect(places).toHaveLength(2 * zones);
  });

  it('gives no public address to what is in it', () => {
    for (const [, subnet] of subnets) expect(subnet['map_public_ip_on_launch']).toBe(false);
  });

  it('stays where it is when AWS lists other zones', () => {
    for (const [, subnet] of subnets)
      expect(subnet['lifecycle']).toEqual({ ignore_changes: ['availability_zone'] });
  });

  it('leads each subnet by the routes of its kind', () => {
    const routes = Object.values(resources('aws_route_table_association')).map((association) => [
      String(association['subnet_id']),
      String(association['route_table_id']),
    ]);
    expect(routes).toHaveLength(2 * zones);
    for (const [subnet, table] of routes) {
      const [, name = ''] = /^\$\{aws_subnet\.([\w-]+)\.id\}$/.exec(subnet ?? '') ?? [];
      expect(table).toBe(`\${aws_route_table.${name.startsWith('public') ? 'public' : name}-routes.id}`);
    }
  });

  it('places the load balancer, and nothing else, in the public subnets', () => {
    const publicIds = subnets.map(([id]) => id).filter((id) => id.startsWith('public'));
    const { subnets: placed } = Object.values(resources('aws_lb'))[0] ?? {};
    expect(placed).toEqual(publicIds.map((id) => `\${aws_subnet.${id}.id}`));
    for (const endpoint of Object.values(resources('aws_vpc_endpoint')))
      expect(JSON.stringify(endpoint)).not.toContain('aws_subnet.public');
  });
});

it('leads to the internet gateway from the public routes alone', () => {
  const { resources } = foundationJson(twoZones);
  expect(Object.values(resources('aws_route'))).toEqual([
    expect.objectContaining({
      route_table_id: '${aws_route_table.public-routes.id}',
      gateway_id: '${aws_internet_gateway.internet-gateway.id}',
    }),
  ]);
});

it('leaves what is in no group of its own without a rule', () => {
  const group = foundationJson().only('aws_default_security_group');
  expect(group).not.toHaveProperty('ingress');
  expect(group).not.toHaveProperty('egress');
});

it('keeps on record who spoke to whom, for as long as other logs', () => {
  const { only, resources } = foundationJson({ retentionDays: 90 });
  expect(only('aws_flow_log')).toMatchObject({
    traffic_type: 'ALL',
    vpc_id: '${aws_vpc.vpc.id}',
    log_destination: '${aws_cloudwatch_log_group.flow-logs.arn}',
  });
  expect(resources('aws_cloudwatch_log_group')['flow-logs']).toMatchObject({
    name: '/prod-e-lab/vpc/flow-logs',
    retention_in_days: 90,
  });
});

it('lets the flow log write to its own group alone, under the boundary of the environment', () => {
  const { only } = foundationJson();
  expect(only('aws_iam_role')['permissions_boundary']).toBe(
    'arn:aws:iam::111122223333:policy/ci/prod-e-lab-tasks',
  );
  const group = '${aws_cloudwatch_log_group.flow-logs.arn}';
  for (const { Resource } of statementsOf(only('aws_iam_role_policy')))
    expect(Resource).toEqual([group, `${group}:*`]);
});
