import { z } from 'zod';

/** What a deployment last tried to make of a stack. It failed where the stack's proof is of another hash. */
export const attemptSchema = z.strictObject({ deploymentId: z.string(), stackHash: z.string() });

/** A stack as it last was live and proven to work. */
export const proofSchema = z.strictObject({
  deploymentId: z.string(),
  stackHash: z.string(),
  at: z.iso.datetime(),
  /** Commit of the deployment that proved it. */
  commit: z.string(),
  /** Digest of the image that it ran; only of a service. */
  digest: z.string().optional(),
  /** The platform's own name of what was live, which is never given to anything else: a task definition's ARN. */
  revision: z.string().optional(),
  /** The live resource's settings as they were then, hashed one by one: what drift is measured against. */
  settings: z.record(z.string(), z.string()),
});

/** What makes a stack live again, without the sources that it came from. */
export const stackSnapshotSchema = z.strictObject({
  name: z.string(),
  stackHash: z.string(),
  /** Text of its Terraform JSON. */
  configuration: z.string(),
  /** Values of its Terraform variables. */
  variables: z.record(z.string(), z.string()),
  /** The stack's entry in the manifest of its synthesis, as JSON. */
  stack: z.string(),
});

export type Attempt = z.infer<typeof attemptSchema>;
export type Proof = z.infer<typeof proofSchema>;
export type StackSnapshot = z.infer<typeof stackSnapshotSchema>;

/** What is recorded of a stack in an environment. */
export interface StackRecord {
  attempt?: Attempt;
  proof?: Proof;
}
