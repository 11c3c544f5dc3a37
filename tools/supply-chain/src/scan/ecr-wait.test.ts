import { awsError, type AwsScript, type ScriptedAws } from '@prod-e/testing/scripted-aws';
import { answer, basic, scriptedEcr, target } from '../../test/scripted-ecr.ts';
import { ecr } from './ecr.ts';

const fast = { pollMilliseconds: 1 };

let aws: ScriptedAws;
afterEach(() => aws.stop());

const script = async (findings: AwsScript[string]): Promise<void> => {
  aws = await scriptedEcr(findings);
};

describe('waiting for ECR', () => {
  it('waits for a scan that has not begun or is in progress', async () => {
    await script([
      awsError('ScanNotFoundException', 'Image scan does not exist'),
      answer('PENDING'),
      answer('IN_PROGRESS'),
      answer('COMPLETE', { findings: [basic] }),
    ]);
    expect(await ecr(fast).scan(target)).toHaveLength(1);
  });

  it.each([
    ['a scan that does not end', answer('IN_PROGRESS'), 'ECR has not ended its scan within 0 s: IN_PROGRESS'],
    ['a scan that never begins', awsError('ScanNotFoundException', 'none'), 'ECR has not scanned it'],
  ])('gives up on %s', async (_what, reply, message) => {
    await script(reply);
    await expect(ecr({ ...fast, deadlineSeconds: 0 }).scan(target)).rejects.toThrow(message);
  });

  it.each([
    [
      'could not be scanned',
      answer(
        'FAILED',
        {},
        { imageScanStatus: { status: 'UNSUPPORTED_IMAGE', description: 'no operating system' } },
      ),
      'ECR has no findings: UNSUPPORTED_IMAGE, no operating system',
    ],
    [
      'is not there',
      awsError('ImageNotFoundException', 'no such image'),
      'ImageNotFoundException: no such image',
    ],
  ])('does not take an image that %s for a good one', async (_what, reply, message) => {
    await script(reply);
    await expect(ecr(fast).scan(target)).rejects.toThrow(message);
  });

  it('stops waiting when it is told to', async () => {
    await script(answer('IN_PROGRESS'));
    const abort = new AbortController();
    const scan = ecr({ pollMilliseconds: 60_000, signal: abort.signal }).scan(target);
    await aws.asked('DescribeImageScanFindings');
    abort.abort(new Error('stopped'));
    await expect(scan).rejects.toThrow();
  });
});
