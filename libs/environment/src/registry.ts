import { z } from 'zod';

/** `name:5000`, without a scheme. */
const host = z.string().regex(/^[a-z0-9.-]+(:\d+)?$/, 'must be a host, with a port where it has one');

/** A folder of the registry, above every service's repository. */
const namespace = z
  .string()
  .regex(/^[a-z0-9]+([._/-][a-z0-9]+)*$/, 'must be lower case, as in "team/shop"')
  .optional();

/** Secrets stand in environment variables; a configuration names these, and never holds their values. */
const environmentVariable = z
  .string()
  .regex(/^[A-Z][A-Z0-9_]*$/, 'must be the name of an environment variable');

const isLoopback = (name: string): boolean => /^(127\.\d+\.\d+\.\d+|localhost)(:\d+)?$/.test(name);

/** Where the images of an environment are kept: a part of its configuration. */
export const registrySchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('engine') }),
  z
    .strictObject({
      kind: z.literal('oci'),
      host,
      namespace,
      insecure: z.boolean().default(false).describe('Speaks HTTP; for a registry of this machine only.'),
      usernameVariable: environmentVariable.optional(),
      passwordVariable: environmentVariable.optional(),
    })
    .refine(({ insecure, host: name }) => !insecure || isLoopback(name), {
      path: ['insecure'],
      message: 'is for a registry on loopback only',
    }),
  z.strictObject({
    kind: z.literal('ecr'),
    account: z.string().regex(/^\d{12}$/, 'must be twelve digits'),
    region: z.string().regex(/^[a-z]{2}(-[a-z]+)+-\d$/, 'must be a region, as in eu-central-1'),
    endpoint: z.url().optional().describe('Another address of the service, for an emulator.'),
    namespace,
  }),
]);

export type RegistryConfiguration = z.infer<typeof registrySchema>;
