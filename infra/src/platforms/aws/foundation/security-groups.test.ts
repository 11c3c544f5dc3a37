import { foundationJson } from '../../../../test/foundation.ts';
import { service } from '../../../../test/services.ts';

describe('the security groups', () => {
  it('are one for each service, told by its name', () => {
    expect(foundationJson().outputs['securityGroupIds']?.value).toEqual({
      store: '${aws_security_group.store-tasks.id}',
      web: '${aws_security_group.web-tasks.id}',
    });
  });

  it('let nobody in or out of a service: its own stack does', () => {
    const { text, resources } = foundationJson();
    for (const type of ['aws_vpc_security_group_ingress_rule', 'aws_vpc_security_group_egress_rule'])
      expect(JSON.stringify(resources(type))).not.toContain('-tasks');
    expect(text).not.toContain('"ingress"');
    expect(text).not.toContain('"egress"');
  });

  it('describe themselves and their rules as AWS takes it', () => {
    const { resources } = foundationJson();
    const described = [
      ...Object.values(resources('aws_security_group')),
      ...Object.values(resources('aws_vpc_security_group_ingress_rule')),
    ];
    expect(described.length).toBeGreaterThan(4);
    for (const { description } of described) expect(description).toMatch(/^[\w .:/()#,@[\]+=&;{}!$*-]+$/);
  });

  it('of a service that is taken away can go, though others have rules for it', () => {
    for (const group of ['store-tasks', 'web-tasks'])
      expect(foundationJson().resources('aws_security_group')[group]).toMatchObject({
        revoke_rules_on_delete: true,
      });
  });

  it('are kept apart from the foundation’s own, however a service is called', () => {
    const names = ['lb', 'load-balancer', 'endpoints', 'key', 'vpc'];
    const { resources } = foundationJson(
      {},
      names.map((name) => service(name)),
    );
    const groups = Object.values(resources('aws_security_group')).map(({ name }) => name);
    expect(new Set(groups).size).toBe(groups.length);
    expect(groups).toHaveLength(names.length + 2);
  });
});
