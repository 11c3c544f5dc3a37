import { prometheus, synthService, told, type Synthesized } from '../../../../test/ecs-service.ts';
import { service } from '../../../../test/services.ts';

/** Who may reach whom by a stack's rules: `from → to: port`. */
function ways({ all }: Synthesized, kind: 'ingress' | 'egress'): string[] {
  return Object.values(all(`aws_vpc_security_group_${kind}_rule`))
    .map((rule) => {
      const { security_group_id: own, cidr_ipv4, referenced_security_group_id: group } = rule;
      const ends = [named(own), named(cidr_ipv4 ?? group)];
      return `${(kind === 'ingress' ? ends.reverse() : ends).join(' → ')}: ${String(rule['ip_protocol'])} ${String(rule['from_port'])}`;
    })
    .sort();
}

const named = (group: unknown): string =>
  group === told('loadBalancerSecurityGroupId')
    ? 'load balancer'
    : (/securityGroupIds\.(.*)\}/.exec(String(group))?.[1] ?? String(group));

describe('a private service', () => {
  it('is reached by nobody', () => {
    expect(ways(synthService(), 'ingress')).toEqual([]);
  });

  it('has nothing at the load balancer', () => {
    const { types } = synthService();
    expect(types.filter((type) => type.startsWith('aws_lb'))).toEqual([]);
  });

  it('is reached by its callers, and by Prometheus where it has metrics', () => {
    const web = synthService({ callers: ['orders'], metricsPath: '/metrics' }, {}, [
      prometheus,
      service('orders'),
    ]);
    expect(ways(web, 'ingress')).toEqual(['orders → web: tcp 3000', 'prometheus → web: tcp 3000']);
  });

  it('lets those out to it that may call it', () => {
    const web = synthService({ callers: ['orders'] }, {}, [service('orders')]);
    expect(ways(web, 'egress')).toContain('orders → web: tcp 3000');
  });
});

describe('a public service', () => {
  it('is reached by the load balancer, at its port', () => {
    const web = synthService({ access: 'public', port: 4000 });
    expect(ways(web, 'ingress')).toEqual(['load balancer → web: tcp 4000']);
    expect(ways(web, 'egress')).toContain('load balancer → web: tcp 4000');
  });
});

describe('every service', () => {
  const web = synthService({ access: 'public', metricsPath: '/metrics', dataPath: '/data' });

  it('reaches AWS by HTTPS and the VPC’s resolver, and nothing else', () => {
    expect(ways(synthService({}, { network: { cidr: '10.1.0.0/16' } }), 'egress')).toEqual([
      'web → 0.0.0.0/0: tcp 443',
      'web → 10.1.0.0/16: tcp 53',
      'web → 10.1.0.0/16: udp 53',
    ]);
  });

  it('says of every rule what it is for, in words that EC2 takes', () => {
    const rules = ['ingress', 'egress'].flatMap((kind) =>
      Object.values(web.all(`aws_vpc_security_group_${kind}_rule`)),
    );
    expect(rules.length).toBeGreaterThan(5);
    for (const rule of rules) expect(rule['description']).toMatch(/^[\w .:/()#,@[\]+=&;{}!$*-]{10,255}$/);
  });

  it('has no public address', () => {
    expect(web.running['network_configuration']).toEqual({
      assign_public_ip: false,
      subnets: told('privateSubnetIds'),
      security_groups: [told('securityGroupIds.web')],
    });
  });

  it('is found by its name in the private zone', () => {
    expect(web.the('aws_service_discovery_service', 'discovery')).toMatchObject({
      name: 'web',
      dns_config: {
        namespace_id: told('namespaceId'),
        routing_policy: 'MULTIVALUE',
        dns_records: [{ type: 'A', ttl: 10 }],
      },
    });
    expect(web.running['service_registries']).toEqual({
      registry_arn: '${aws_service_discovery_service.discovery.arn}',
    });
  });
});
