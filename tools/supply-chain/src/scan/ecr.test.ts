import { awsError, type AwsScript, type ScriptedAws } from '@prod-e/testing/scripted-aws';
import { answer, basic, enhanced, scriptedEcr, target } from '../../test/scripted-ecr.ts';
import { ecr } from './ecr.ts';

const fast = { pollMilliseconds: 1 };

let aws: ScriptedAws;
afterEach(() => aws.stop());

const script = async (findings: AwsScript[string]): Promise<void> => {
  aws = await scriptedEcr(findings);
};

describe('ecr', () => {
  it('reads what basic scanning has found', async () => {
    await script(answer('COMPLETE', { findings: [basic, { name: 'CVE-2026-3', severity: 'UNDEFINED' }] }));
    expect(await ecr(fast).scan(target)).toEqual([
      {
        id: 'CVE-2026-1001',
        aliases: [],
        package: 'glibc',
        version: '2.41-12',
        severity: 'high',
        fix: 'unknown',
      },
      { id: 'CVE-2026-3', aliases: [], package: '', version: '', severity: 'unknown', fix: 'unknown' },
    ]);
  });

  it('reads what Inspector has found, package by package', async () => {
    await script(answer('ACTIVE', { enhancedFindings: [enhanced] }));
    expect(await ecr(fast).scan(target)).toEqual([
      {
        id: 'CVE-2026-2002',
        aliases: ['GHSA-aaaa-bbbb-cccc'],
        package: 'koa',
        version: '3.3.0',
        severity: 'critical',
        fix: 'available',
        fixedIn: '3.3.1',
      },
      {
        id: 'CVE-2026-2002',
        aliases: ['GHSA-aaaa-bbbb-cccc'],
        package: '@koa/router',
        version: '15.0.0',
        severity: 'critical',
        fix: 'unknown',
      },
    ]);
  });

  it.each([
    ['counts what a rule of Inspector’s suppresses', { ...enhanced, status: 'SUPPRESSED' }, 2],
    ['does not count what is closed', { ...enhanced, status: 'CLOSED' }, 0],
    [
      'does not count what is no vulnerability of a package',
      { ...enhanced, packageVulnerabilityDetails: undefined },
      0,
    ],
  ])('%s', async (_what, finding, count) => {
    await script(answer('ACTIVE', { enhancedFindings: [finding] }));
    expect(await ecr(fast).scan(target)).toHaveLength(count);
  });

  it('says that there is no fix where Inspector says so', async () => {
    await script(answer('ACTIVE', { enhancedFindings: [{ ...enhanced, fixAvailable: 'NO' }] }));
    expect((await ecr(fast).scan(target)).map(({ fix }) => fix)).toEqual(['available', 'none']);
  });

  it('reads every page', async () => {
    await script(({ maxResults, nextToken }) => {
      if (maxResults === 1) return answer('COMPLETE');
      if (nextToken === undefined) return answer('COMPLETE', { findings: [basic] }, { nextToken: 'page-2' });
      return answer('COMPLETE', { findings: [{ ...basic, name: 'CVE-2026-1002' }] });
    });
    expect((await ecr(fast).scan(target)).map(({ id }) => id)).toEqual(['CVE-2026-1001', 'CVE-2026-1002']);
  });

  it('asks for the image by account, repository and tag', async () => {
    await script(answer('COMPLETE'));
    await ecr(fast).scan(target);
    expect(aws.calls[0]?.input).toMatchObject({
      registryId: '123456789012',
      repositoryName: 'prod-e/backend',
      imageId: { imageTag: 'in-1' },
    });
  });

  it.each([
    ['in another form', answer('COMPLETE', { findings: [{ ...basic, name: undefined }] }), 'ZodError'],
    ['not at all', awsError('AccessDeniedException', 'not allowed'), 'AccessDeniedException: not allowed'],
  ])('fails in a sentence when the findings come %s', async (_how, findings, message) => {
    await script(({ maxResults }) => (maxResults === 1 ? answer('COMPLETE') : findings));
    await expect(ecr(fast).scan(target)).rejects.toThrow(`ECR does not say what it has found: ${message}`);
  });

  it('cannot scan an image of the engine alone', async () => {
    await script(answer('COMPLETE'));
    await expect(ecr(fast).scan({ service: 'backend' })).rejects.toThrow(
      'the image of backend is in no registry',
    );
  });

  it.each([
    ['there', 'with credentials, for an image in a registry', target],
    [
      'not there',
      'for an image of the engine alone',
      { service: 'backend', reference: 'prod-e/backend:in-1' },
    ],
    ['not there', 'for no image', { service: 'backend' }],
  ])('is %s %s', async (there, _when, image) => {
    await script(answer('COMPLETE'));
    expect(await ecr(fast).isThere(image)).toBe(there === 'there');
  });

  it('is not there without credentials', async () => {
    await script(answer('COMPLETE'));
    process.env = Object.fromEntries(
      Object.entries(process.env).filter(([name]) => !name.startsWith('AWS_')),
    );
    Object.assign(process.env, {
      AWS_EC2_METADATA_DISABLED: 'true',
      AWS_SHARED_CREDENTIALS_FILE: '/nonexistent',
      AWS_CONFIG_FILE: '/nonexistent',
    });
    expect(await ecr(fast).isThere(target)).toBe(false);
  });
});
