import { z } from 'zod';

const path = z.string().regex(/^\/[\w\-./]*$/, 'must be a path such as /readyz');
const variable = z.string().regex(/^[A-Z][A-Z0-9_]*$/, 'must be UPPER_SNAKE_CASE');

/** What `service.json` says: all that prod-e needs to know of a service to build, run, probe and scale it. */
export const serviceSchema = z.strictObject({
  $schema: z.string().optional(),
  name: z
    .string()
    .regex(/^[a-z][a-z0-9-]{1,30}$/, 'must be lower case letters, digits and dashes, 2 to 31 of them')
    .describe('The service, its Nx project, its image and its DNS name.'),
  description: z.string().min(1),
  port: z.int().min(1024).max(65535).describe('The port it listens on inside its container.'),
  base: z.enum(['node', 'prometheus']).describe('The base image it stands on, made by tools/base-image.'),
  probes: z.strictObject({
    live: path.describe('200 while the process is worth keeping.'),
    ready: path.describe('200 while it can serve.'),
  }),
  versionPath: path
    .optional()
    .describe('Answers {"inputTag", "commit", …}; the proof of a deployment compares the input tag.'),
  metricsPath: path.optional().describe('Where Prometheus scrapes it.'),
  access: z
    .enum(['public', 'private'])
    .default('private')
    .describe('Whether the load balancer of a cloud environment leads to it from outside.'),
  callers: z
    .array(z.string())
    .default([])
    .describe('Services that may call it; Prometheus may wherever there is a metricsPath.'),
  size: z.strictObject({
    cpu: z.int().min(64).describe('CPU shares; 1024 is one core.'),
    memory: z.int().min(32).describe('Hard limit, MiB.'),
  }),
  scaling: z.strictObject({ min: z.int().min(1), max: z.int().min(1) }),
  environment: z
    .record(variable, z.string())
    .default({})
    .describe('Environment variables, no secret among them.'),
  secrets: z
    .array(variable)
    .default([])
    .describe('Environment variables whose values come from a secret store.'),
  dataPath: path.optional().describe('The one folder that outlives the container.'),
  smoke: z
    .string()
    .regex(/^(?!.*\.\.)[\w\-./]+\.ts$/, 'must be a .ts file in the service’s folder')
    .optional()
    .describe('The smoke test, run against the live service after each deployment.'),
  integration: z
    .string()
    .regex(/^(?!.*\.\.)[\w\-./]+\.ts$/, 'must be a .ts file in the service’s folder')
    .optional()
    .describe('The integration tests, run against the live services by `nx run infra:integration`.'),
});

export type ServiceDefinition = z.infer<typeof serviceSchema>;
