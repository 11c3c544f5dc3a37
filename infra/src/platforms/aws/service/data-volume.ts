import { EfsAccessPoint } from '@cdktf/provider-aws/lib/efs-access-point/index.js';
import { EfsBackupPolicy } from '@cdktf/provider-aws/lib/efs-backup-policy/index.js';
import { EfsFileSystem } from '@cdktf/provider-aws/lib/efs-file-system/index.js';
import { EfsFileSystemPolicy } from '@cdktf/provider-aws/lib/efs-file-system-policy/index.js';
import type { EcsTaskDefinitionVolume } from '@cdktf/provider-aws/lib/ecs-task-definition/index.js';
import type { ITerraformDependable, TerraformStack } from 'cdktf';
import { policy } from '../policy.ts';
import { dataVolumeName, user } from './container.ts';
import { mountTargets } from './mount-targets.ts';
import type { ServiceProps } from './props.ts';

export interface DataVolume {
  volume: EcsTaskDefinitionVolume;
  fileSystemArn: string;
  accessPointArn: string;
  /** What must be there before a task can mount it. */
  ready: ITerraformDependable[];
}

/** The one folder that outlives the container, where a service has any: a file system that only its own tasks reach. */
export function dataVolume(
  stack: TerraformStack,
  props: ServiceProps,
  taskRoleArn: string,
): DataVolume | undefined {
  const { service, resource, foundation } = props;
  if (service.definition.dataPath === undefined) return undefined;
  const { id: fileSystemId, arn: fileSystemArn } = new EfsFileSystem(stack, 'data', {
    creationToken: resource,
    encrypted: true,
    kmsKeyId: foundation.keyArn,
    throughputMode: 'elastic',
    tags: { Name: resource },
  });
  new EfsBackupPolicy(stack, 'data-backup', { fileSystemId, backupPolicy: { status: 'ENABLED' } });
  const { id: accessPointId, arn: accessPointArn } = new EfsAccessPoint(stack, 'data-access-point', {
    fileSystemId,
    // Whoever mounts it is this user, and sees this folder as its root.
    posixUser: { uid: user, gid: user },
    rootDirectory: {
      path: '/data',
      creationInfo: { ownerUid: user, ownerGid: user, permissions: '0750' },
    },
    tags: { Name: resource },
  });
  const access = new EfsFileSystemPolicy(stack, 'data-policy', {
    fileSystemId,
    policy: accessPolicy({ fileSystemArn, accessPointArn, taskRoleArn }),
  });
  return {
    volume: {
      name: dataVolumeName,
      efsVolumeConfiguration: {
        fileSystemId,
        transitEncryption: 'ENABLED',
        authorizationConfig: { accessPointId, iam: 'ENABLED' },
      },
    },
    ...{ fileSystemArn, accessPointArn },
    ready: [access, ...mountTargets(stack, props, fileSystemId)],
  };
}

/** Without a policy of its own, a file system lets in whoever reaches it. */
const accessPolicy = (arns: Pick<DataVolume, 'fileSystemArn' | 'accessPointArn'> & { taskRoleArn: string }) =>
  policy(
    {
      ...{ Sid: 'OwnTasks', Effect: 'Allow', Principal: { AWS: arns.taskRoleArn } },
      Action: ['elasticfilesystem:ClientMount', 'elasticfilesystem:ClientWrite'],
      Resource: arns.fileSystemArn,
      Condition: { StringEquals: { 'elasticfilesystem:AccessPointArn': arns.accessPointArn } },
    },
    {
      ...{ Sid: 'EncryptedOnly', Effect: 'Deny', Principal: '*' },
      Action: [
        'elasticfilesystem:ClientMount',
        'elasticfilesystem:ClientRootAccess',
        'elasticfilesystem:ClientWrite',
      ],
      Resource: arns.fileSystemArn,
      Condition: { Bool: { 'aws:SecureTransport': 'false' } },
    },
  );
