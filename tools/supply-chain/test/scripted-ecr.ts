import { startScriptedAws, type AwsScript, type ScriptedAws } from '@prod-e/testing/scripted-aws';

export const target = {
  service: 'backend',
  reference: '123456789012.dkr.ecr.eu-central-1.amazonaws.com/prod-e/backend:in-1',
};

/** A finding as basic scanning reports it. */
export const basic = {
  name: 'CVE-2026-1001',
  description: 'A description.',
  uri: 'https://security-tracker.debian.org/tracker/CVE-2026-1001',
  severity: 'HIGH',
  attributes: [
    { key: 'package_version', value: '2.41-12' },
    { key: 'package_name', value: 'glibc' },
    { key: 'CVSS3_SCORE', value: '7.5' },
  ],
};

/** A finding as Inspector reports it. */
export const enhanced = {
  awsAccountId: '123456789012',
  findingArn: 'arn:aws:inspector2:eu-central-1:123456789012:finding/1',
  type: 'PACKAGE_VULNERABILITY',
  title: 'CVE-2026-2002 - koa, @koa/router',
  severity: 'CRITICAL',
  status: 'ACTIVE',
  fixAvailable: 'PARTIAL',
  score: 9.1,
  packageVulnerabilityDetails: {
    vulnerabilityId: 'CVE-2026-2002',
    relatedVulnerabilities: ['GHSA-aaaa-bbbb-cccc'],
    source: 'NVD',
    vendorSeverity: 'CRITICAL',
    vulnerablePackages: [
      { name: 'koa', version: '3.3.0', packageManager: 'NODE', fixedInVersion: '3.3.1' },
      { name: '@koa/router', version: '15.0.0', packageManager: 'NODE', fixedInVersion: 'NotAvailable' },
    ],
  },
};

/** What DescribeImageScanFindings answers. */
export const answer = (status: string, imageScanFindings: object = {}, more: object = {}) => ({
  registryId: '123456789012',
  repositoryName: 'prod-e/backend',
  imageId: { imageTag: 'in-1' },
  imageScanStatus: { status, description: '' },
  imageScanFindings,
  ...more,
});

/** An ECR that answers from a script, for this process until it is stopped. */
export async function scriptedEcr(findings: AwsScript[string]): Promise<ScriptedAws> {
  const before = { ...process.env };
  const aws = await startScriptedAws({ DescribeImageScanFindings: findings });
  Object.assign(process.env, aws.env, { AWS_ENDPOINT_URL: aws.endpoint });
  return {
    ...aws,
    stop: () => {
      process.env = before;
      return aws.stop();
    },
  };
}
