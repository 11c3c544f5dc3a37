import {
  awsEnvironment,
  longest,
  prometheus,
  statementsOf,
  synthService,
  synthStack,
} from '../../../../test/ecs-service.ts';
import { service } from '../../../../test/services.ts';

const web = synthService();
const executionStatements = ({ the } = web) => statementsOf(the('aws_iam_role_policy', 'execution-policy'));

describe('the roles of a service', () => {
  it('are one for ECS, which starts it, and another for the service itself', () => {
    expect(web.the('aws_ecs_task_definition', 'task-definition')).toMatchObject({
      execution_role_arn: '${aws_iam_role.execution-role.arn}',
      task_role_arn: '${aws_iam_role.task-role.arn}',
    });
  });

  it.each(['execution', 'task'])('are taken on by tasks of this account and region only: %s', (what) => {
    expect(statementsOf(web.the('aws_iam_role', `${what}-role`), 'assume_role_policy')).toEqual({
      Tasks: {
        Sid: 'Tasks',
        Effect: 'Allow',
        Action: 'sts:AssumeRole',
        Principal: { Service: 'ecs-tasks.amazonaws.com' },
        Condition: {
          StringEquals: { 'aws:SourceAccount': '111122223333' },
          ArnLike: { 'aws:SourceArn': 'arn:aws:ecs:eu-central-1:111122223333:*' },
        },
      },
    });
  });

  it.each(['execution', 'task'])('stay within what the account allows to tasks: %s', (what) => {
    expect(web.the('aws_iam_role', `${what}-role`)['permissions_boundary']).toBe(
      'arn:aws:iam::111122223333:policy/ci/prod-e-dev-tasks',
    );
  });

  it('have names that IAM takes, and the deployer’s permissions are for, however long the service’s is', () => {
    const long = synthStack(service(longest.service), awsEnvironment({ name: longest.environment }));
    expect(web.the('aws_iam_role', 'task-role')['name']).toBe('prod-e-dev-web-task');
    for (const what of ['task', 'execution']) {
      const name = String(long.the('aws_iam_role', `${what}-role`)['name']);
      expect(name).toMatch(new RegExp(`^prod-e-${longest.environment}-ab+.*-${what}$`));
      expect(name.length).toBeLessThanOrEqual(64);
    }
  });
});

describe('who starts a task', () => {
  it('pulls the image of just this service, from the account that keeps it', () => {
    const registry = { kind: 'ecr', account: '444455556666', region: 'eu-west-1', namespace: 'shop' };
    const repository = (...of: Parameters<typeof synthService>) =>
      executionStatements(synthService(...of))['PullImage']?.Resource;
    expect(repository()).toEqual(['arn:aws:ecr:eu-central-1:111122223333:repository/prod-e/web']);
    expect(repository({}, { registry })).toEqual([
      'arn:aws:ecr:eu-west-1:444455556666:repository/shop/prod-e/web',
    ]);
  });

  it('writes to the log of just this service', () => {
    expect(executionStatements()['Log']?.Resource).toEqual(['${aws_cloudwatch_log_group.logs.arn}:*']);
  });

  it('may do to everything only what AWS ties to nothing', () => {
    const toAll = Object.values(executionStatements()).filter(({ Resource }) => Resource === '*');
    expect(toAll.map(({ Action }) => Action)).toEqual([['ecr:GetAuthorizationToken']]);
  });

  it('signs in to no ECR where images are kept elsewhere', () => {
    const elsewhere = synthService({}, { registry: { kind: 'oci', host: 'registry.example.org' } });
    expect(Object.keys(executionStatements(elsewhere))).toEqual(['Log']);
  });

  it('is allowed it before the first task starts', () => {
    expect(web.running['depends_on']).toContain('aws_iam_role_policy.execution-policy');
  });
});

describe('the service itself', () => {
  it('may do nothing', () => {
    expect(Object.keys(web.all('aws_iam_role_policy'))).toEqual(['execution-policy']);
  });

  it('writes samples to just the environment’s workspace, where it is Prometheus', () => {
    const environment = awsEnvironment({ remoteWrite: { workspace: 'ws-1a2b' } });
    const { the } = synthStack(prometheus, environment);
    expect(statementsOf(the('aws_iam_role_policy', 'task-policy'))['WriteSamples']).toMatchObject({
      Action: ['aps:RemoteWrite'],
      Resource: ['arn:aws:aps:eu-central-1:111122223333:workspace/ws-1a2b'],
    });
    expect(synthStack(service('web'), environment).all('aws_iam_role_policy')).not.toHaveProperty(
      'task-policy',
    );
  });
});
