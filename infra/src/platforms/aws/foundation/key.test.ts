import { foundationJson, statementsOf } from '../../../../test/foundation.ts';

/** Whether a name of a log group is one of the pattern’s, which ends with any. */
const matches = (pattern: string, arn: string): boolean =>
  pattern.endsWith('*') ? arn.startsWith(pattern.slice(0, -1)) : arn === pattern;

describe('the environment’s key', () => {
  const { only, resources } = foundationJson({ cluster: 'other' });

  it('is rotated', () => {
    expect(only('aws_kms_key')).toMatchObject({ enable_key_rotation: true });
  });

  it('encrypts every log group, and may be used for each of them', () => {
    const logs = statementsOf(only('aws_kms_key')).find(({ Sid }) => Sid === 'Logs');
    const { ArnLike } = logs?.['Condition'] as { ArnLike: Record<string, string[]> };
    const patterns = ArnLike['kms:EncryptionContext:aws:logs:arn'] ?? [];
    const groups = Object.values(resources('aws_cloudwatch_log_group'));
    expect(groups).toHaveLength(3);
    for (const group of groups) {
      expect(group['kms_key_id']).toBe('${aws_kms_key.key.arn}');
      const arn = `arn:aws:logs:eu-central-1:111122223333:log-group:${String(group['name'])}`;
      expect(patterns.filter((pattern) => matches(pattern, arn))).toHaveLength(1);
    }
  });

  it('is for the logs of this environment, and not of another', () => {
    const [logs] = statementsOf(only('aws_kms_key')).filter(({ Sid }) => Sid === 'Logs');
    expect(logs?.['Principal']).toEqual({ Service: 'logs.eu-central-1.amazonaws.com' });
    expect(JSON.stringify(logs?.['Condition'])).toContain('log-group:/prod-e-lab/*');
  });

  it('is given to nobody of another account', () => {
    const people = statementsOf(only('aws_kms_key')).flatMap(({ Principal }) =>
      typeof Principal === 'object' && Principal && 'AWS' in Principal ? [Principal.AWS] : [],
    );
    const role = 'arn:aws:iam::111122223333:role/ci/prod-e-lab-deployer';
    expect(people).toEqual(['arn:aws:iam::111122223333:root', role, role]);
    expect(JSON.stringify(statementsOf(only('aws_kms_key')))).not.toContain('"Principal":"*"');
  });

  it('has log groups that no service’s can be, however it is called', () => {
    for (const { name } of Object.values(resources('aws_cloudwatch_log_group')))
      expect(name).not.toMatch(/^\/prod-e-lab\/[^/]+$/);
  });
});
