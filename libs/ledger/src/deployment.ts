import { z } from 'zod';

/** How a deployment ended. */
export const outcomes = [
  'succeeded',
  'failed',
  /** Failed, and every service that failed runs its last good release again. */
  'rolled back',
  /** Asked to stop by a person or the system. */
  'cancelled',
  /** Started and never ended: its process was killed. Found by the next one. */
  'abandoned',
] as const;

export type DeploymentOutcome = (typeof outcomes)[number];

const instant = z.iso.datetime();

/** What a stack of an environment runs. */
const releasedStackSchema = z.strictObject({
  stackHash: z.string(),
  /** Digest and input tag of its image; only of a service. */
  digest: z.string().optional(),
  inputTag: z.string().optional(),
});

/** What an environment runs: its stacks by name. */
const releaseSchema = z.strictObject({
  /** `r-` and twelve hexadecimal digits, made of the stacks and nothing else: the same stacks are the same release. */
  id: z.string(),
  stacks: z.record(z.string(), releasedStackSchema),
});

/** What a deployment did to a stack. */
const stackChangeSchema = z.strictObject({
  name: z.string(),
  /** `unchanged`, `create`, `update`, `retry`, `drifted`, `remove`. */
  change: z.string(),
  /** `unchanged`, `live`, `removed`, `failed`, `put back`, `stopped`, `not started`. */
  ending: z.string(),
  milliseconds: z.number().nonnegative(),
  from: releasedStackSchema.optional(),
  to: releasedStackSchema.optional(),
  reason: z.string().optional(),
});

/** How a deployment came by an image. */
const imageUseSchema = z.strictObject({
  service: z.string(),
  inputTag: z.string(),
  digest: z.string(),
  /** False when the registry had it already. */
  built: z.boolean(),
  milliseconds: z.number().nonnegative(),
});

/** A commit that a deployment brought to its environment. */
const shippedCommitSchema = z.strictObject({ hash: z.string(), committedAt: instant });

export const deploymentStartSchema = z.strictObject({
  /** Sorts by the time of its start: see {@link newDeploymentId}. */
  id: z.string(),
  environment: z.string(),
  kind: z.enum(['deploy', 'rollback', 'destroy']),
  actor: z.string(),
  /** Full hash; with `-dirty` when files differed from it; `unknown` outside of a git checkout. */
  commit: z.string(),
  startedAt: instant,
  /** The run of the pipeline, where there is one. */
  link: z.url().optional(),
});

export const deploymentEndSchema = z.strictObject({
  outcome: z.enum(outcomes),
  endedAt: instant,
  /** Why it failed, for a person. */
  reason: z.string().optional(),
  stacks: z.array(stackChangeSchema),
  images: z.array(imageUseSchema),
  commits: z.array(shippedCommitSchema),
  /** What the environment runs now that it has ended; absent when that is not known. */
  release: releaseSchema.optional(),
});

export type Release = z.infer<typeof releaseSchema>;
export type ReleasedStack = z.infer<typeof releasedStackSchema>;
export type StackChange = z.infer<typeof stackChangeSchema>;
export type ImageUse = z.infer<typeof imageUseSchema>;
export type ShippedCommit = z.infer<typeof shippedCommitSchema>;
export type DeploymentStart = z.infer<typeof deploymentStartSchema>;
export type DeploymentEnd = z.infer<typeof deploymentEndSchema>;

/** A deployment as the ledger knows it: under way as long as it has no `end`. */
export interface Deployment extends DeploymentStart {
  end?: DeploymentEnd;
}
