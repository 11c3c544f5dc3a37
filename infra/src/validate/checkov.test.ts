import { join } from 'node:path';
import { scratchFolder, type Scratch } from '@prod-e/testing/fixtures';
import { describeWithCheckov } from '../../test/checkov.ts';
import { isOfCheckov, runCheckov } from './checkov.ts';

const workspaceRoot = join(__dirname, '../../..');

describeWithCheckov('Checkov', () => {
  let scratch: Scratch;
  beforeEach(() => {
    scratch = scratchFolder();
  });
  afterEach(() => {
    scratch.remove();
  });

  it('finds what is wrong with a synthesis, by environment, stack and resource', async () => {
    const logs = { aws_cloudwatch_log_group: { web: { name: '/web', retention_in_days: 7 } } };
    scratch.write('dev/stacks/web/cdk.tf.json', { resource: logs });
    const { findings, passed } = await runCheckov(workspaceRoot, scratch.folder);
    expect(findings).toContainEqual({
      environment: 'dev',
      check: 'CKV_AWS_158',
      says: 'Ensure that CloudWatch Log Group is encrypted by KMS',
      stack: 'web',
      resource: 'aws_cloudwatch_log_group.web',
    });
    expect(findings.every(({ check }) => isOfCheckov(check))).toBe(true);
    expect(passed).toBeGreaterThan(0);
  });

  it.each([
    ['nothing', undefined],
    ['a file that is no JSON', '{"resource": {'],
  ])('does not pass %s', async (_what, text) => {
    if (text !== undefined) scratch.write('dev/stacks/web/cdk.tf.json', text);
    await expect(runCheckov(workspaceRoot, scratch.folder)).rejects.toThrow('Checkov could not read');
  });
});

describe('where Checkov is broken', () => {
  it('says so', async () => {
    const scratch = scratchFolder();
    await expect(runCheckov(scratch.folder, scratch.folder)).rejects.toMatchObject({
      message: expect.stringMatching(/^Checkov failed: /),
      next: 'npm run setup installs it anew',
    });
    scratch.remove();
  });
});
