import { z } from 'zod';
import { common } from './common.ts';
import { environmentPrefix } from './names.ts';
import { networkSchema } from './network.ts';
import { registrySchema } from './registry.ts';

const account = z.string().regex(/^\d{12}$/, 'must be twelve digits');
const region = z.string().regex(/^[a-z]{2}(-[a-z]+)+-\d$/, 'must be a region, as in eu-central-1');
const hostName = z.string().regex(/^([a-z0-9-]+\.)+[a-z]{2,}$/, 'must be a domain, as in example.org');
const secretArn = z
  .string()
  .regex(
    /^arn:aws[\w-]*:(ssm:[\w-]+:\d{12}:parameter\/|secretsmanager:[\w-]+:\d{12}:secret:)\S+$/,
    'must be the ARN of an SSM parameter or of a secret of Secrets Manager',
  );

/** What CloudWatch takes. */
const retentionDays = z.literal([1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827]);

/** Where a service of an environment is larger, or more, than its service.json says. */
const serviceOverride = z.strictObject({
  size: z.strictObject({ cpu: z.int().min(256), memory: z.int().min(512) }).optional(),
  scaling: z
    .strictObject({ min: z.int().min(1), max: z.int().min(1) })
    .refine(({ min, max }) => min <= max, 'min must not be above max')
    .optional(),
});

const reach = z
  .enum(['url', 'task'])
  .default('url')
  .describe('How a service is asked itself: at its URL, or at the address of one of its tasks.');

const proof = z
  .strictObject({
    deadlineSeconds: z.int().min(1).default(900),
    pollSeconds: z.number().min(5).max(15).default(5),
  })
  .prefault({})
  .describe('How long a rollout may take to be proven, and how often ECS is asked.');

export const awsSchema = z
  .strictObject({
    platform: z.literal('aws'),
    ...common,
    account,
    region,
    endpoint: z.url().optional().describe('Another address of every service, for an emulator.'),
    stateBucket: z
      .string()
      .optional()
      .describe(
        'Bucket of the Terraform states; by default that of the account and region, made by bootstrap.',
      ),
    cluster: z.string().optional().describe('ECS cluster; by default that of the environment’s name.'),
    registry: registrySchema
      .optional()
      .describe('Where images are kept; by default ECR of this account and region.'),
    ledger: z
      .strictObject({
        table: z.string().optional(),
        endpoint: z.url().optional().describe('Another address of DynamoDB alone: a VPC endpoint.'),
      })
      .prefault({})
      .describe('DynamoDB table of the history; by default that of the environment’s name.'),
    network: networkSchema,
    domain: z
      .strictObject({
        name: hostName.describe('Services are reached at <service>.<name>, by HTTPS.'),
        zone: hostName.describe('Public hosted zone of Route 53 that the name belongs to.'),
      })
      .refine(({ name, zone }) => name === zone || name.endsWith(`.${zone}`), {
        path: ['name'],
        message: 'must be the zone’s own, or below it',
      })
      .optional()
      .describe('Without one there is HTTP at the load balancer’s own name, for one public service.'),
    services: z
      .record(z.string(), serviceOverride)
      .default({})
      .describe('Sizes and scaling by service, over those of its service.json.'),
    architecture: z
      .enum(['X86_64', 'ARM64'])
      .default('X86_64')
      .describe('Of the processors: that of the machine which builds the images.'),
    spotPercent: z.int().min(0).max(100).default(0).describe('Share of tasks that run on Fargate Spot.'),
    secrets: z
      .record(z.string(), z.record(z.string(), secretArn))
      .default({})
      .describe(
        'Where the secrets of service.json are kept, by service and variable; by default SSM parameters under /prod-e.',
      ),
    rollout: z
      .enum(['rolling', 'blue-green'])
      .default('rolling')
      .describe('How a public service goes from one release to the next.'),
    retentionDays: retentionDays.default(30).describe('How long logs are kept.'),
    deletionProtection: z
      .boolean()
      .default(false)
      .describe('Of the load balancer and the history: whether `destroy` is refused by AWS itself.'),
    approval: z
      .strictObject({ reviewers: z.array(z.string()).default([]) })
      .prefault({})
      .describe('Users and teams of GitHub (team/<name>), one of whom must approve a deployment.'),
    budget: z
      .strictObject({
        monthlyUsd: z.int().min(1).default(100),
        emails: z.array(z.email()).max(10).default([]),
      })
      .prefault({})
      .describe('What a month may cost before these are told.'),
    alarms: z
      .strictObject({
        errorPercent: z.number().min(0).max(100).default(1),
        p99Milliseconds: z.int().min(1).default(1000),
        emails: z.array(z.email()).default([]).describe('Who is told by SNS, beside the notifications.'),
      })
      .prefault({})
      .describe('From where on a public service’s answers are an alarm.'),
    remoteWrite: z
      .strictObject({ workspace: z.string().regex(/^ws-[\w-]+$/, 'must be a workspace’s id, as in ws-1a2b') })
      .optional()
      .describe('Amazon Managed Prometheus that takes Prometheus’s samples as well.'),
    reach,
    proof,
    staleLockMinutes: z
      .number()
      .positive()
      .default(15)
      .describe('Age at which a lock that a dead Terraform left on a state is broken.'),
  })
  .transform(({ cluster, registry, ledger, stateBucket, ...rest }) => ({
    ...rest,
    stateBucket: stateBucket ?? stateBucketOf(rest.account, rest.region),
    cluster: cluster ?? environmentPrefix(rest.name),
    ledger: { ...ledger, table: ledger.table ?? environmentPrefix(rest.name) },
    registry:
      registry ??
      registrySchema.parse({
        kind: 'ecr',
        account: rest.account,
        region: rest.region,
        ...(rest.endpoint !== undefined && { endpoint: rest.endpoint }),
      }),
  }));

/** Bucket of an account's Terraform states: a bucket's name is one among all accounts. */
export const stateBucketOf = (account: string, region: string): string => `prod-e-state-${account}-${region}`;
