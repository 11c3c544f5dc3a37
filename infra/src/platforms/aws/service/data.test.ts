import {
  awsEnvironment,
  prometheus,
  statementsOf,
  synthService,
  synthStack,
  told,
} from '../../../../test/ecs-service.ts';

const { all, the, running, container } = synthStack(prometheus, awsEnvironment());
const fileSystem = '${aws_efs_file_system.data.arn}';
const accessPoint = '${aws_efs_access_point.data-access-point.arn}';

describe('data that outlives the container', () => {
  it('has a file system, encrypted by the environment’s key and backed up', () => {
    expect(the('aws_efs_file_system', 'data')).toMatchObject({ encrypted: true, kms_key_id: told('keyArn') });
    expect(the('aws_efs_backup_policy', 'data-backup')['backup_policy']).toEqual({ status: 'ENABLED' });
  });

  it('is written as the user of the container, and as nobody else', () => {
    expect(the('aws_efs_access_point', 'data-access-point')).toMatchObject({
      posix_user: { uid: 65532, gid: 65532 },
      root_directory: {
        path: '/data',
        creation_info: { owner_uid: 65532, owner_gid: 65532, permissions: '0750' },
      },
    });
  });

  it('is mounted where the service.json says, by IAM and encrypted on the way', () => {
    expect(container.mountPoints).toEqual([
      { sourceVolume: 'data', containerPath: '/var/lib/prometheus', readOnly: false },
    ]);
    expect(the('aws_ecs_task_definition', 'task-definition')['volume']).toEqual([
      {
        name: 'data',
        efs_volume_configuration: {
          file_system_id: '${aws_efs_file_system.data.id}',
          transit_encryption: 'ENABLED',
          authorization_config: {
            access_point_id: '${aws_efs_access_point.data-access-point.id}',
            iam: 'ENABLED',
          },
        },
      },
    ]);
  });

  it('lets in only the service’s own role, through its own access point', () => {
    const mount = {
      Action: ['elasticfilesystem:ClientMount', 'elasticfilesystem:ClientWrite'],
      Condition: { StringEquals: { 'elasticfilesystem:AccessPointArn': accessPoint } },
    };
    expect(statementsOf(the('aws_efs_file_system_policy', 'data-policy'))).toMatchObject({
      OwnTasks: { ...mount, Principal: { AWS: '${aws_iam_role.task-role.arn}' } },
      EncryptedOnly: { Effect: 'Deny', Condition: { Bool: { 'aws:SecureTransport': 'false' } } },
    });
    expect(statementsOf(the('aws_iam_role_policy', 'task-policy'))).toEqual({
      MountData: { ...mount, Sid: 'MountData', Effect: 'Allow', Resource: [fileSystem] },
    });
  });

  it.each([2, 3])('is reached in each of %d zones, by the service’s tasks alone', (zones) => {
    const placed = synthStack(prometheus, awsEnvironment({ network: { zones } }));
    const targets = Object.values(placed.all('aws_efs_mount_target'));
    expect(targets.map((target) => target['subnet_id'])).toEqual(
      Array.from({ length: zones }, (_, zone): unknown =>
        expect.stringMatching(`privateSubnetIds, ${zone}\\)`),
      ),
    );
    const group = '${aws_security_group.data-group.id}';
    for (const target of targets) expect(target['security_groups']).toEqual([group]);
    expect(placed.the('aws_vpc_security_group_ingress_rule', 'data-ingress')).toMatchObject({
      security_group_id: group,
      referenced_security_group_id: told('securityGroupIds.prometheus'),
      ...{ from_port: 2049, to_port: 2049, ip_protocol: 'tcp' },
    });
  });

  it('is there before a task mounts it', () => {
    expect(running['depends_on']).toEqual(
      expect.arrayContaining([
        'aws_efs_file_system_policy.data-policy',
        ...Object.keys(all('aws_efs_mount_target')).map((id) => `aws_efs_mount_target.${id}`),
        'aws_iam_role_policy.task-policy',
      ]),
    );
  });

  it('is written by one task at a time: the old one ends before the new one starts', () => {
    expect(running).toMatchObject({
      deployment_minimum_healthy_percent: 0,
      deployment_maximum_percent: 100,
      availability_zone_rebalancing: 'DISABLED',
    });
  });

  it('costs nothing where there is none', () => {
    const without = synthService();
    expect(without.types.filter((type) => type.startsWith('aws_efs'))).toEqual([]);
    expect(without.the('aws_ecs_task_definition', 'task-definition')).not.toHaveProperty('volume');
  });
});
