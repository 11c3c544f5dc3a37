import {
  awsEnvironment,
  prometheus,
  statementsOf,
  synthService,
  synthStack,
  told,
  type Synthesized,
} from '../../../../test/ecs-service.ts';
import { service } from '../../../../test/services.ts';

const task = (...of: Parameters<typeof synthService>) =>
  synthService(...of).the('aws_ecs_task_definition', 'task-definition');

describe('the task of a service', () => {
  it('runs on Fargate, in the smallest size that has what its service.json asks for', () => {
    expect(task({ size: { cpu: 300, memory: 128 } })).toMatchObject({
      family: 'prod-e-dev-web',
      requires_compatibilities: ['FARGATE'],
      network_mode: 'awsvpc',
      cpu: '512',
      memory: '1024',
    });
  });

  it('is larger where the environment says so', () => {
    const services = { web: { size: { cpu: 1024, memory: 4096 } } };
    expect(task({}, { services })).toMatchObject({ cpu: '1024', memory: '4096' });
  });

  it('says for which processors its image is', () => {
    const platform = (environment: object) => task({}, environment)['runtime_platform'];
    expect(platform({})).toEqual({ operating_system_family: 'LINUX', cpu_architecture: 'X86_64' });
    expect(platform({ architecture: 'ARM64' })).toMatchObject({ cpu_architecture: 'ARM64' });
  });

  it('stays when the next revision comes, for the way back', () => {
    expect(task()).toMatchObject({ skip_destroy: true });
  });
});

describe('the container', () => {
  it('runs the image that the deployment decided on', () => {
    expect(synthService().container).toMatchObject({ name: 'web', image: '${var.image}', essential: true });
  });

  it('has no rights: no root, no capability, nothing to write to', () => {
    expect(synthService().container).toMatchObject({
      user: '65532:65532',
      readonlyRootFilesystem: true,
      linuxParameters: { initProcessEnabled: true, capabilities: { drop: ['ALL'] } },
      mountPoints: [],
    });
  });

  it('listens at the port of its service.json', () => {
    expect(synthService({ port: 4000 }).container.portMappings).toEqual([
      { containerPort: 4000, hostPort: 4000, protocol: 'tcp' },
    ]);
  });

  it('is asked for its health without a shell', () => {
    expect(synthService().container.healthCheck.command).toEqual([
      ...['CMD', '/usr/bin/node', '/usr/lib/prod-e/healthcheck.mjs', 'http://127.0.0.1:3000/livez'],
    ]);
  });

  it('has the environment’s variables over those of its service.json', () => {
    const { container } = synthService(
      { environment: { LOG_LEVEL: 'info', GREETING: 'hello' } },
      { variables: { web: { LOG_LEVEL: 'debug' } } },
    );
    expect(container.environment).toEqual([
      { name: 'LOG_LEVEL', value: 'debug' },
      { name: 'GREETING', value: 'hello' },
    ]);
  });

  it('has a value as it is written, and not as Terraform would read it', () => {
    const { container } = synthService({ environment: { GREETING: '${hello} %{if} "you" $HOME' } });
    expect(container.environment).toEqual([{ name: 'GREETING', value: '$${hello} %%{if} "you" $HOME' }]);
  });

  it('has the time to end by itself that its drain takes', () => {
    expect(synthService().container.stopTimeout).toBe(28);
    expect(synthService({}, { variables: { web: { DRAIN_SECONDS: '30' } } }).container.stopTimeout).toBe(50);
  });

  it('logs to a group of its own, kept and encrypted as the environment says', () => {
    const { the, container } = synthService({}, { retentionDays: 90 });
    expect(the('aws_cloudwatch_log_group', 'logs')).toMatchObject({
      name: '/prod-e-dev/web',
      retention_in_days: 90,
      kms_key_id: told('keyArn'),
    });
    expect(container.logConfiguration).toMatchObject({
      logDriver: 'awslogs',
      options: {
        'awslogs-group': '${aws_cloudwatch_log_group.logs.name}',
        'awslogs-region': 'eu-central-1',
        'awslogs-stream-prefix': 'ecs',
        mode: 'non-blocking',
      },
    });
  });
});

describe('secrets', () => {
  const arn = 'arn:aws:secretsmanager:eu-central-1:111122223333:secret:shop-a1B2c3';
  const placed = synthService(
    { secrets: ['API_KEY', 'DB_PASSWORD', 'DB_USER'] },
    { secrets: { web: { DB_PASSWORD: `${arn}:password::`, DB_USER: `${arn}:user::` } } },
  );
  const statements = ({ the }: Synthesized) => statementsOf(the('aws_iam_role_policy', 'execution-policy'));

  it('are named by their ARN, and their values stand nowhere', () => {
    expect(placed.container.secrets).toEqual([
      {
        name: 'API_KEY',
        valueFrom: 'arn:aws:ssm:eu-central-1:111122223333:parameter/prod-e/dev/web/API_KEY',
      },
      { name: 'DB_PASSWORD', valueFrom: `${arn}:password::` },
      { name: 'DB_USER', valueFrom: `${arn}:user::` },
    ]);
  });

  it('are read by the role that starts tasks, each by its name', () => {
    expect(statements(placed)).toMatchObject({
      ReadParameters: {
        Action: ['ssm:GetParameters'],
        Resource: ['arn:aws:ssm:eu-central-1:111122223333:parameter/prod-e/dev/web/API_KEY'],
      },
      ReadSecrets: { Action: ['secretsmanager:GetSecretValue'], Resource: [arn] },
    });
  });

  it('are decrypted for the stores of secrets only', () => {
    expect(statements(placed)['DecryptSecrets']).toMatchObject({
      Action: ['kms:Decrypt'],
      Condition: {
        StringEquals: {
          'kms:ViaService': ['ssm.eu-central-1.amazonaws.com', 'secretsmanager.eu-central-1.amazonaws.com'],
        },
      },
    });
  });

  it('may be under any key of the account where the environment says where they are, and else under its own', () => {
    const usual = synthService({ secrets: ['API_KEY'] });
    expect(statements(usual)['DecryptSecrets']?.Resource).toEqual([told('keyArn')]);
    expect(statements(placed)['DecryptSecrets']?.Resource).toEqual([
      'arn:aws:kms:eu-central-1:111122223333:key/*',
    ]);
  });

  it('are read by nobody where there are none', () => {
    expect(Object.keys(statements(synthService()))).toEqual(['SignIn', 'PullImage', 'Log']);
  });
});

describe('Prometheus', () => {
  const workspace = { remoteWrite: { workspace: 'ws-1a2b' } };
  const command = (environment: object) =>
    synthStack(prometheus, awsEnvironment(environment)).container.command;

  it('has the configuration of the image', () => {
    expect(command({})).toBeUndefined();
  });

  it('has the environment’s own configuration where samples go to a workspace', () => {
    expect(command(workspace)).toEqual(['--config.file=/etc/prometheus/prometheus.dev.yml']);
  });

  it('is the only service that has', () => {
    expect(synthStack(service('web'), awsEnvironment(workspace)).container.command).toBeUndefined();
  });
});
