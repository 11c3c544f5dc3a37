import { z } from 'zod';
import { environmentSchema } from './environment.ts';
import { serviceSchema } from '@prod-e/service-definition';

/** Terraform variables of a service's stack. They are known at deployment only, so that synthesis is cacheable. */
export const stackVariable = { image: 'image', inputTag: 'input_tag', stackHash: 'stack_hash' } as const;

/** A stack as synthesis hands it to the deployment. */
export const stackSchema = z.strictObject({
  name: z.string(),
  /** Terraform address of the resource that carries the stack hash, and is replaced on a retry. */
  address: z.string(),
  /** Stacks that must be live before this one. */
  dependsOn: z.array(z.string()),
  /** Only on a service's stack. */
  service: z
    .strictObject({
      definition: serviceSchema,
      /** Folder of the service in the workspace. */
      root: z.string(),
      /** The live resource's name on the platform. */
      resource: z.string(),
      /** Where it is reached from this machine; absent where only its own network reaches it. */
      url: z.url().optional(),
    })
    .optional(),
});

/** `manifest.json` of a synthesis, beside `stacks/<name>/cdk.tf.json`. */
export const synthesisSchema = z.strictObject({
  environment: environmentSchema,
  stacks: z.array(stackSchema),
});

export type Stack = z.infer<typeof stackSchema>;
export type StackService = NonNullable<Stack['service']>;
export type Synthesis = z.infer<typeof synthesisSchema>;
