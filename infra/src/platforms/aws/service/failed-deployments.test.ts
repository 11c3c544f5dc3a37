import { awsEnvironment, longest, synthService, synthStack, told } from '../../../../test/ecs-service.ts';
import { service } from '../../../../test/services.ts';

const { the } = synthService();
const rule = the('aws_cloudwatch_event_rule', 'failed-deployments');

describe('a deployment that ECS calls failed', () => {
  it('is told of, of just this service', () => {
    expect(JSON.parse(String(rule['event_pattern']))).toEqual({
      source: ['aws.ecs'],
      'detail-type': ['ECS Deployment State Change'],
      resources: ['arn:aws:ecs:eu-central-1:111122223333:service/prod-e-dev/prod-e-dev-web'],
      detail: { eventName: ['SERVICE_DEPLOYMENT_FAILED'] },
    });
  });

  it('is told to the topic of alarms, in a sentence', () => {
    expect(the('aws_cloudwatch_event_target', 'failed-deployments-to-topic')).toMatchObject({
      rule: '${aws_cloudwatch_event_rule.failed-deployments.name}',
      arn: told('alarmTopicArn'),
      input_transformer: {
        input_paths: { deployment: '$.detail.deploymentId', reason: '$.detail.reason' },
        input_template: '"A deployment of web to dev failed: <reason> (<deployment>)"',
      },
    });
  });

  it('is told of by a rule whose name EventBridge takes, however long the service’s is', () => {
    const long = synthStack(service(longest.service), awsEnvironment({ name: longest.environment }));
    const { name } = long.the('aws_cloudwatch_event_rule', 'failed-deployments');
    expect(String(name).length).toBeLessThanOrEqual(64);
  });
});
