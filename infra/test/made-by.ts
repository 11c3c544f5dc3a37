import type { AwsEnvironment } from '@prod-e/environment';
import type { Call } from './iam.ts';

type Values = Record<string, unknown>;
type Made = (values: Values) => Pick<Call, 'action' | 'resource' | 'context'>;

/** The call by which Terraform makes a resource of each type that our stacks have, as IAM sees it. */
export function madeBy(environment: AwsEnvironment): Record<string, Made> {
  const { account, region, name, cluster } = environment;
  const arn = (service: string, resource: string) => `arn:aws:${service}:${region}:${account}:${resource}`;
  const tagged = { 'aws:RequestTag/environment': name };
  const belongs = { 'aws:ResourceTag/environment': name };
  const text = (value: unknown) => String(value);

  const named =
    (action: string, resource: (values: Values) => string): Made =>
    (values) => ({ action, resource: resource(values) });
  const fresh =
    (action: string, resource = '*'): Made =>
    () => ({ action, resource, context: tagged });
  const own =
    (action: string, resource: string): Made =>
    () => ({ action, resource, context: belongs });

  const ec2 = (type: string) => arn('ec2', `${type}/x`);
  const elb = (type: string) => arn('elasticloadbalancing', `${type}/x`);
  const efs = (type: string) => arn('elasticfilesystem', `${type}/x`);
  const bucketOf = () => `arn:aws:s3:::prod-e-${name}-logs-${account}-${region}`;
  const scaling = arn('application-autoscaling', 'scalable-target/x');
  const topic = () => arn('sns', `prod-e-${name}-alarms`);
  return {
    aws_acm_certificate: fresh('acm:RequestCertificate'),
    aws_acm_certificate_validation: own('acm:DescribeCertificate', arn('acm', 'certificate/x')),
    aws_appautoscaling_policy: own('application-autoscaling:PutScalingPolicy', scaling),
    aws_appautoscaling_target: fresh('application-autoscaling:RegisterScalableTarget', scaling),
    aws_budgets_budget: named(
      'budgets:ModifyBudget',
      (values) => `arn:aws:budgets::${account}:budget/${text(values['name'])}`,
    ),
    aws_cloudwatch_dashboard: named(
      'cloudwatch:PutDashboard',
      (values) => `arn:aws:cloudwatch::${account}:dashboard/${text(values['dashboard_name'])}`,
    ),
    aws_cloudwatch_event_rule: named('events:PutRule', ({ name: rule }) =>
      arn('events', `rule/${text(rule)}`),
    ),
    aws_cloudwatch_event_target: named('events:PutTargets', () => arn('events', `rule/prod-e-${name}-x`)),
    aws_cloudwatch_log_group: named('logs:CreateLogGroup', (values) =>
      arn('logs', `log-group:${text(values['name'])}`),
    ),
    aws_cloudwatch_log_metric_filter: named('logs:PutMetricFilter', () =>
      arn('logs', `log-group:/prod-e-${name}/x`),
    ),
    aws_cloudwatch_metric_alarm: named('cloudwatch:PutMetricAlarm', (values) =>
      arn('cloudwatch', `alarm:${text(values['alarm_name'])}`),
    ),
    aws_default_security_group: fresh('ec2:CreateTags', ec2('security-group')),
    aws_dynamodb_table: named('dynamodb:CreateTable', (values) =>
      arn('dynamodb', `table/${text(values['name'])}`),
    ),
    aws_ecs_cluster: fresh('ecs:CreateCluster'),
    aws_ecs_cluster_capacity_providers: named('ecs:PutClusterCapacityProviders', () =>
      arn('ecs', `cluster/${cluster}`),
    ),
    aws_ecs_service: named('ecs:CreateService', (values) =>
      arn('ecs', `service/${cluster}/${text(values['name'])}`),
    ),
    aws_ecs_task_definition: fresh('ecs:RegisterTaskDefinition'),
    aws_efs_access_point: () => ({
      ...{ action: 'elasticfilesystem:CreateAccessPoint', resource: efs('file-system') },
      context: { ...tagged, ...belongs },
    }),
    aws_efs_backup_policy: own('elasticfilesystem:PutBackupPolicy', efs('file-system')),
    aws_efs_file_system: fresh('elasticfilesystem:CreateFileSystem'),
    aws_efs_file_system_policy: own('elasticfilesystem:PutFileSystemPolicy', efs('file-system')),
    aws_efs_mount_target: own('elasticfilesystem:CreateMountTarget', efs('file-system')),
    aws_eip: fresh('ec2:AllocateAddress', ec2('elastic-ip')),
    aws_flow_log: fresh('ec2:CreateFlowLogs', ec2('vpc-flow-log')),
    aws_iam_role: (values) => ({
      ...{ action: 'iam:CreateRole', resource: `arn:aws:iam::${account}:role/${text(values['name'])}` },
      context: { 'iam:PermissionsBoundary': text(values['permissions_boundary']) },
    }),
    aws_iam_role_policy: () => ({
      ...{ action: 'iam:PutRolePolicy', resource: `arn:aws:iam::${account}:role/prod-e-${name}-x-task` },
      context: { 'iam:PermissionsBoundary': `arn:aws:iam::${account}:policy/ci/prod-e-${name}-tasks` },
    }),
    aws_internet_gateway: fresh('ec2:CreateInternetGateway', ec2('internet-gateway')),
    aws_kms_alias: named('kms:CreateAlias', (values) => arn('kms', text(values['name']))),
    aws_kms_key: fresh('kms:CreateKey'),
    aws_lb: fresh('elasticloadbalancing:CreateLoadBalancer', elb('loadbalancer/app')),
    aws_lb_listener: fresh('elasticloadbalancing:CreateListener', elb('loadbalancer/app')),
    aws_lb_listener_rule: fresh('elasticloadbalancing:CreateRule', elb('listener/app')),
    aws_lb_target_group: fresh('elasticloadbalancing:CreateTargetGroup', elb('targetgroup')),
    aws_nat_gateway: fresh('ec2:CreateNatGateway', ec2('natgateway')),
    aws_route: own('ec2:CreateRoute', ec2('route-table')),
    aws_route53_record: (values) => ({
      ...{ action: 'route53:ChangeResourceRecordSets', resource: 'arn:aws:route53:::hostedzone/Z1' },
      context: { 'route53:ChangeResourceRecordSetsNormalizedRecordNames': [recordName(values, environment)] },
    }),
    aws_route_table: fresh('ec2:CreateRouteTable', ec2('route-table')),
    aws_route_table_association: own('ec2:AssociateRouteTable', ec2('route-table')),
    aws_s3_bucket: named('s3:CreateBucket', (values) => `arn:aws:s3:::${text(values['bucket'])}`),
    aws_s3_bucket_lifecycle_configuration: named('s3:PutLifecycleConfiguration', bucketOf),
    aws_s3_bucket_ownership_controls: named('s3:PutBucketOwnershipControls', bucketOf),
    aws_s3_bucket_policy: named('s3:PutBucketPolicy', bucketOf),
    aws_s3_bucket_public_access_block: named('s3:PutBucketPublicAccessBlock', bucketOf),
    aws_s3_bucket_server_side_encryption_configuration: named('s3:PutEncryptionConfiguration', bucketOf),
    aws_s3_bucket_versioning: named('s3:PutBucketVersioning', bucketOf),
    aws_security_group: fresh('ec2:CreateSecurityGroup', ec2('security-group')),
    aws_service_discovery_private_dns_namespace: fresh('servicediscovery:CreatePrivateDnsNamespace'),
    aws_service_discovery_service: fresh('servicediscovery:CreateService'),
    aws_sns_topic: named('sns:CreateTopic', (values) => arn('sns', text(values['name']))),
    aws_sns_topic_policy: named('sns:SetTopicAttributes', topic),
    aws_sns_topic_subscription: named('sns:Subscribe', topic),
    aws_subnet: fresh('ec2:CreateSubnet', ec2('subnet')),
    aws_vpc: fresh('ec2:CreateVpc', ec2('vpc')),
    aws_vpc_endpoint: fresh('ec2:CreateVpcEndpoint', ec2('vpc-endpoint')),
    aws_vpc_security_group_egress_rule: fresh('ec2:AuthorizeSecurityGroupEgress', ec2('security-group-rule')),
    aws_vpc_security_group_ingress_rule: fresh(
      'ec2:AuthorizeSecurityGroupIngress',
      ec2('security-group-rule'),
    ),
  };
}

/** ACM says only later by what name it wants proof: one below the domain. */
function recordName({ name }: Values, { domain }: AwsEnvironment): string {
  const record = String(name);
  return record.startsWith('${') ? `_x.${domain?.name ?? ''}` : record;
}
