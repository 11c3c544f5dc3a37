import { foundationJson, statementsOf, type AwsInput } from '../../../../test/foundation.ts';
import { service } from '../../../../test/services.ts';

/** Names of the endpoints' services, without region. */
const endpoints = (type: 'Gateway' | 'Interface', ...of: Parameters<typeof foundationJson>): string[] =>
  Object.values(foundationJson(...of).resources('aws_vpc_endpoint'))
    .filter((endpoint) => endpoint['vpc_endpoint_type'] === type)
    .map((endpoint) => String(endpoint['service_name']).replace('com.amazonaws.eu-central-1.', ''));

const withEgress = (egress: 'endpoints' | 'nat' | 'nat-per-zone', zones: 2 | 3 = 2): AwsInput => ({
  network: { egress, zones },
});

describe('egress by endpoints', () => {
  it('is what an environment has unless it says otherwise', () => {
    expect(foundationJson().text).toEqual(foundationJson(withEgress('endpoints')).text);
  });

  it('has no way to the internet from where tasks are', () => {
    const { resources } = foundationJson(withEgress('endpoints'));
    expect(resources('aws_nat_gateway')).toEqual({});
    expect(JSON.stringify(resources('aws_route'))).not.toContain('private');
  });

  it('has what the start of a task takes, and no more', () => {
    expect(endpoints('Interface', withEgress('endpoints'))).toEqual(['ecr.api', 'ecr.dkr', 'logs']);
  });

  it.each([
    ['ssm', undefined],
    ['ssm', 'arn:aws:ssm:eu-central-1:111122223333:parameter/other'],
    ['secretsmanager', 'arn:aws:secretsmanager:eu-central-1:111122223333:secret:other'],
  ])('has %s for a secret at %s', (endpoint, arn) => {
    const services = [service('web', { secrets: ['TOKEN'] })];
    const secrets = arn === undefined ? {} : { web: { TOKEN: arn } };
    expect(endpoints('Interface', { secrets }, services)).toEqual(['ecr.api', 'ecr.dkr', 'logs', endpoint]);
  });

  it('has Managed Prometheus where samples are written to it', () => {
    expect(endpoints('Interface', { remoteWrite: { workspace: 'ws-1' } })).toContain('aps-workspaces');
  });

  it('is open to private subnets, by HTTPS', () => {
    const { resources } = foundationJson(withEgress('endpoints', 3));
    const rules = Object.entries(resources('aws_vpc_security_group_ingress_rule')).filter(([id]) =>
      id.startsWith('endpoints'),
    );
    expect(rules.map(([, rule]) => [rule['cidr_ipv4'], rule['from_port'], rule['to_port']])).toEqual([
      ['10.0.0.0/18', 443, 443],
      ['10.0.64.0/18', 443, 443],
      ['10.0.128.0/18', 443, 443],
    ]);
  });
});

describe('egress by NAT', () => {
  it.each([
    ['nat', 3, ['nat-1', 'nat-1', 'nat-1']],
    ['nat-per-zone', 2, ['nat-1', 'nat-2']],
    ['nat-per-zone', 3, ['nat-1', 'nat-2', 'nat-3']],
  ] as const)('by %s over %d zones leads by %j', (egress, zones, gateways) => {
    const { resources } = foundationJson(withEgress(egress, zones));
    const routes = Object.values(resources('aws_route')).filter((route) => 'nat_gateway_id' in route);
    expect(routes.map((route) => [route['route_table_id'], route['nat_gateway_id']])).toEqual(
      gateways.map((gateway, index) => [
        `\${aws_route_table.private-${index + 1}-routes.id}`,
        `\${aws_nat_gateway.${gateway}.id}`,
      ]),
    );
    expect(Object.keys(resources('aws_nat_gateway'))).toEqual([...new Set(gateways)]);
  });

  it('stands in a public subnet, once that has a way out', () => {
    expect(foundationJson(withEgress('nat')).only('aws_nat_gateway')).toMatchObject({
      subnet_id: '${aws_subnet.public-1.id}',
      depends_on: ['aws_internet_gateway.internet-gateway'],
    });
  });

  it('pays for no endpoint', () => {
    expect(endpoints('Interface', withEgress('nat'))).toEqual([]);
  });
});

describe.each(['endpoints', 'nat', 'nat-per-zone'] as const)('egress by %s', (egress) => {
  it('has S3 and DynamoDB from every private subnet', () => {
    const { resources } = foundationJson(withEgress(egress));
    expect(endpoints('Gateway', withEgress(egress))).toEqual(['dynamodb', 's3']);
    for (const id of ['s3-endpoint', 'dynamodb-endpoint'])
      expect(resources('aws_vpc_endpoint')[id]?.['route_table_ids']).toEqual([
        '${aws_route_table.private-1-routes.id}',
        '${aws_route_table.private-2-routes.id}',
      ]);
  });

  it('lets only identities of the account through, but for the layers of images', () => {
    const { resources } = foundationJson(withEgress(egress));
    const statements = Object.values(resources('aws_vpc_endpoint')).flatMap(statementsOf);
    expect(statements.length).toBeGreaterThanOrEqual(3);
    for (const statement of statements) {
      if (statement['Sid'] === 'ImageLayers')
        expect(statement).toMatchObject({
          Action: 's3:GetObject',
          Resource: 'arn:aws:s3:::prod-eu-central-1-starport-layer-bucket/*',
        });
      else
        expect(statement['Condition']).toMatchObject({
          StringEquals: { 'aws:PrincipalAccount': '111122223333' },
        });
    }
  });
});
