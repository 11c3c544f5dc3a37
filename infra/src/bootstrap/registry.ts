import { EcrLifecyclePolicy } from '@cdktf/provider-aws/lib/ecr-lifecycle-policy/index.js';
import { EcrRepository } from '@cdktf/provider-aws/lib/ecr-repository/index.js';
import { EcrRepositoryPolicy } from '@cdktf/provider-aws/lib/ecr-repository-policy/index.js';
import { imageRepository } from '@prod-e/environment';
import type { TerraformStack } from 'cdktf';
import { policy } from '../platforms/aws/policy.ts';
import type { Place } from './private-bucket.ts';

export interface RegistryProps {
  place: Place;
  services: string[];
  /** The newest images of each service that are kept. */
  keep: number;
  /** Other accounts whose environments pull from it. */
  pulledBy: string[];
}

/** The repository of each service's image, from which every environment pulls (docs/adr/0020-one-registry.md). */
export function registry(stack: TerraformStack, { place, services, keep, pulledBy }: RegistryProps): void {
  for (const service of services) {
    const { name: repository } = new EcrRepository(stack, `images-${service}`, {
      ...{ ...place, name: imageRepository(service), imageTagMutability: 'IMMUTABLE' },
      imageScanningConfiguration: { scanOnPush: true },
      encryptionConfiguration: [{ encryptionType: 'KMS' }],
      lifecycle: { preventDestroy: true },
    });
    new EcrLifecyclePolicy(stack, `images-${service}-lifecycle`, {
      ...{ ...place, repository, policy: JSON.stringify({ rules: lifecycleRules(keep) }) },
    });
    if (pulledBy.length === 0) continue;
    new EcrRepositoryPolicy(stack, `images-${service}-pull`, {
      ...{ ...place, repository, policy: pullPolicy(pulledBy) },
    });
  }
}

/** By number and not by age: what is live may be old, when nothing newer was made of that service. */
const lifecycleRules = (keep: number) => [
  {
    rulePriority: 1,
    description: 'What has no tag was left behind by a push that was cut.',
    selection: { tagStatus: 'untagged', countType: 'sinceImagePushed', countUnit: 'days', countNumber: 7 },
    action: { type: 'expire' },
  },
  {
    rulePriority: 2,
    description: `The newest ${keep} are kept, however old: one of them is live.`,
    selection: {
      ...{ tagStatus: 'tagged', tagPatternList: ['in-*'] },
      ...{ countType: 'imageCountMoreThan', countNumber: keep },
    },
    action: { type: 'expire' },
  },
];

/** In the other accounts, only what starts tasks and what deploys may pull; their own policies must say so, too. */
const pullPolicy = (accounts: string[]): string =>
  policy({
    ...{ Sid: 'Pull', Effect: 'Allow' },
    Principal: { AWS: accounts.map((account) => `arn:aws:iam::${account}:root`) },
    Action: [
      'ecr:BatchCheckLayerAvailability',
      'ecr:BatchGetImage',
      'ecr:DescribeImageScanFindings',
      'ecr:GetDownloadUrlForLayer',
    ],
    Condition: {
      ArnLike: {
        'aws:PrincipalArn': accounts.flatMap((account) =>
          ['prod-e-*-execution', 'ci/prod-e-*'].map((role) => `arn:aws:iam::${account}:role/${role}`),
        ),
      },
    },
  });
