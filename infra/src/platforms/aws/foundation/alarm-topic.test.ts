import { foundationJson, statementsOf } from '../../../../test/foundation.ts';

describe('the topic of alarms', () => {
  const emails = ['night.watch@example.org', 'ops@example.org'];
  const { only, resources, outputs } = foundationJson({ alarms: { emails } });

  it('is encrypted with the environment’s key', () => {
    expect(only('aws_sns_topic')).toMatchObject({
      name: 'prod-e-lab-alarms',
      kms_master_key_id: '${aws_kms_key.key.arn}',
    });
  });

  it('takes what alarms, budgets and events of this account tell, and nothing of others', () => {
    const allowed = statementsOf(only('aws_sns_topic_policy')).map(({ Principal, Action, Condition }) => [
      (Principal as { Service: unknown }).Service,
      Action,
      Condition,
    ]);
    const ours = { StringEquals: { 'aws:SourceAccount': '111122223333' } };
    expect(allowed).toEqual([
      [['cloudwatch.amazonaws.com', 'budgets.amazonaws.com'], 'sns:Publish', ours],
      ['events.amazonaws.com', 'sns:Publish', undefined],
    ]);
  });

  it('may be published to, by the key as well, by all that may by its policy', () => {
    const publishers = (policy: Record<string, unknown>, action: RegExp) =>
      statementsOf(policy)
        .filter(({ Action }) => action.test(JSON.stringify(Action)))
        .flatMap(({ Principal }) => (Principal as { Service?: string | string[] }).Service ?? [])
        .filter((principal) => !principal.startsWith('logs.'));
    const ofKey = publishers(only('aws_kms_key'), /kms:GenerateDataKey/);
    expect(ofKey).toEqual(publishers(only('aws_sns_topic_policy'), /sns:Publish/));
  });

  it('tells by mail whom the environment names', () => {
    const subscriptions = Object.values(resources('aws_sns_topic_subscription'));
    expect(subscriptions.map(({ protocol, endpoint }) => [protocol, endpoint])).toEqual(
      emails.map((email) => ['email', email]),
    );
  });

  it('keeps a subscription, which a person has confirmed, when others come and go', () => {
    const alone = foundationJson({ alarms: { emails: emails.slice(1) } }).resources(
      'aws_sns_topic_subscription',
    );
    expect(resources('aws_sns_topic_subscription')).toMatchObject(alone);
  });

  it('is told to services once it can be published to', () => {
    expect(outputs['alarmTopicArn']?.value).toBe('${aws_sns_topic_policy.alarms-policy.arn}');
  });
});

describe('the budget', () => {
  it('tells the topic, and whom the environment names, of four fifths, of all, and of more to come', () => {
    const { only } = foundationJson({ budget: { monthlyUsd: 250, emails: ['cfo@example.org'] } });
    const { limit_amount: limit, notification } = only('aws_budgets_budget');
    expect(limit).toBe('250');
    expect(notification).toEqual(
      [
        ['ACTUAL', 80],
        ['ACTUAL', 100],
        ['FORECASTED', 100],
      ].map(([type, threshold]) => ({
        ...{ notification_type: type, threshold, threshold_type: 'PERCENTAGE' },
        comparison_operator: 'GREATER_THAN',
        subscriber_sns_topic_arns: ['${aws_sns_topic_policy.alarms-policy.arn}'],
        subscriber_email_addresses: ['cfo@example.org'],
      })),
    );
  });

  it('tells the topic alone where nobody is named', () => {
    expect(JSON.stringify(foundationJson().only('aws_budgets_budget'))).not.toContain('email');
  });
});
