import {
  awsEnvironment,
  longest,
  synthService,
  synthStack,
  told,
  type Synthesized,
} from '../../../../test/ecs-service.ts';
import { service } from '../../../../test/services.ts';

const open = { access: 'public' } as const;
const domain = { name: 'dev.example.org', zone: 'example.org' };
const targetGroup = ({ the }: Synthesized) => the('aws_lb_target_group', 'target-group');
const rule = ({ the }: Synthesized) => the('aws_lb_listener_rule', 'listener-rule');

describe('the target group of a public service', () => {
  it('takes a new task in after two probes of 5 s, and gives an old one 30 s to end', () => {
    expect(targetGroup(synthService(open))).toMatchObject({
      ...{ target_type: 'ip', protocol: 'HTTP', port: 3000, deregistration_delay: '30' },
      health_check: {
        ...{ enabled: true, protocol: 'HTTP', path: '/readyz', matcher: '200' },
        ...{ interval: 5, timeout: 4, healthy_threshold: 2, unhealthy_threshold: 3 },
      },
    });
  });

  it('has a name of its own for every port, since a port cannot be changed in place', () => {
    const group = targetGroup(synthService({ ...open, port: 4000 }));
    expect(group).toMatchObject({ name: 'prod-e-dev-web-4000', lifecycle: { create_before_destroy: true } });
  });

  it('has a name that the load balancer takes, however long the service’s is', () => {
    const environment = awsEnvironment({ name: longest.environment, rollout: 'blue-green' });
    const groups = Object.values(
      synthStack(service(longest.service, open), environment).all('aws_lb_target_group'),
    );
    const names = groups.map((group) => group['name']);
    expect(new Set(names).size).toBe(2);
    for (const name of names) expect(name).toMatch(/^(?!-)[a-z0-9-]{1,32}(?<!-)$/);
  });
});

describe('the rule of a public service', () => {
  it('leads its host name to it, where there is a domain', () => {
    expect(rule(synthService(open, { domain }))).toMatchObject({
      listener_arn: told('listenerArn'),
      condition: [{ host_header: { values: ['web.dev.example.org'] } }],
      action: [{ type: 'forward', target_group_arn: '${aws_lb_target_group.target-group.arn}' }],
    });
  });

  it('leads everything to it, where there is none', () => {
    expect(rule(synthService(open))).toMatchObject({ condition: [{ path_pattern: { values: ['/*'] } }] });
  });

  it('has the same priority whatever private services there are', () => {
    const priority = rule(synthService(open))['priority'];
    expect(priority).toBeGreaterThanOrEqual(1);
    expect(rule(synthService(open, {}, [service('orders'), service('a')]))['priority']).toBe(priority);
  });

  it('is there before the service, which is refused without', () => {
    expect(synthService(open).running).toMatchObject({
      depends_on: expect.arrayContaining(['aws_lb_listener_rule.listener-rule']),
      health_check_grace_period_seconds: 30,
      load_balancer: [
        {
          container_name: 'web',
          container_port: 3000,
          target_group_arn: '${aws_lb_target_group.target-group.arn}',
        },
      ],
    });
  });
});
