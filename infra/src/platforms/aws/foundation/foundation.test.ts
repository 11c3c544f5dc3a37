import { foundationJson } from '../../../../test/foundation.ts';
import { service } from '../../../../test/services.ts';

describe('the foundation', () => {
  it('is the same bytes each time', () => {
    const environment = { domain: { name: 'lab.example.org', zone: 'example.org' } };
    expect(foundationJson(environment).text).toBe(foundationJson(environment).text);
  });

  it('is left as it is by what changes with a service alone', () => {
    const before = [service('web', { access: 'public' })];
    const after = [
      service('web', {
        ...{ access: 'private', port: 4000, size: { cpu: 1024, memory: 2048 }, callers: ['web'] },
        ...{ scaling: { min: 2, max: 9 }, environment: { A: 'b' }, dataPath: '/data', versionPath: '/v' },
      }),
    ];
    expect(foundationJson({}, after).text).toBe(foundationJson({}, before).text);
  });

  it('tells services all that they stand on', () => {
    const { outputs } = foundationJson();
    expect(outputs).toMatchObject({
      vpcId: { value: '${aws_vpc.vpc.id}' },
      clusterArn: { value: '${aws_ecs_cluster.cluster.arn}' },
      loadBalancerSecurityGroupId: { value: '${aws_security_group.load-balancer-group.id}' },
      loadBalancerSuffix: { value: '${aws_lb.load-balancer.arn_suffix}' },
      namespaceId: { value: '${aws_service_discovery_private_dns_namespace.namespace.id}' },
      keyArn: { value: '${aws_kms_key.key.arn}' },
      privateSubnetIds: { value: ['${aws_subnet.private-1.id}', '${aws_subnet.private-2.id}'] },
    });
    expect(Object.keys(outputs)).toHaveLength(10);
  });

  it('has the zone of names that is the same in every environment', () => {
    expect(foundationJson().only('aws_service_discovery_private_dns_namespace')).toMatchObject({
      name: 'prod-e.internal',
      vpc: '${aws_vpc.vpc.id}',
    });
  });
});

describe('what would lose something for good', () => {
  const protectedOnes = (deletionProtection: boolean) => {
    const { only } = foundationJson({ deletionProtection });
    return {
      loadBalancer: only('aws_lb')['enable_deletion_protection'],
      ledger: only('aws_dynamodb_table')['deletion_protection_enabled'],
      bucketWithLogs: only('aws_s3_bucket')['force_destroy'] === false,
      daysToTakeTheKeysDeletionBack: only('aws_kms_key')['deletion_window_in_days'],
    };
  };

  it('is protected where the environment says so', () => {
    expect(protectedOnes(true)).toEqual({
      ...{ loadBalancer: true, ledger: true, bucketWithLogs: true },
      daysToTakeTheKeysDeletionBack: 30,
    });
  });

  it('can be taken down otherwise', () => {
    expect(protectedOnes(false)).toEqual({
      ...{ loadBalancer: false, ledger: false, bucketWithLogs: false },
      daysToTakeTheKeysDeletionBack: 7,
    });
  });
});
