/** The shapes of what the backend answers: JSON schemas, as OpenAPI 3.1 has them. */

const text = { type: 'string', minLength: 1 };
const path = { type: 'string', pattern: '^/' };

function object(properties: Record<string, unknown>, more: Record<string, unknown> = {}) {
  return {
    type: 'object',
    properties,
    required: Object.keys(properties),
    additionalProperties: false,
    ...more,
  };
}

const checks = {
  type: 'object',
  description: 'By name of the dependency.',
  additionalProperties: object(
    { status: { enum: ['up', 'down'] }, durationMs: { type: 'number', minimum: 0 }, reason: text },
    { required: ['status', 'durationMs'] },
  ),
};

const problem = {
  type: 'object',
  description: 'RFC 9457.',
  properties: {
    type: { type: 'string', format: 'uri-reference' },
    title: text,
    status: { type: 'integer', minimum: 400, maximum: 599 },
    detail: text,
    requestId: text,
  },
  required: ['type', 'title', 'status', 'requestId'],
};

export const schemas = {
  About: object({
    name: { const: 'backend' },
    description: text,
    version: text,
    links: object({ openapi: path, version: path, live: path, ready: path, metrics: path }),
  }),
  Live: object({ status: { const: 'live' } }),
  Ready: object({ status: { const: 'ready' }, checks }),
  NotReady: {
    ...problem,
    properties: { ...problem.properties, checks },
    required: [...problem.required, 'checks'],
  },
  Version: object({ name: { const: 'backend' }, version: text, commit: text, inputTag: text, node: text }),
  Description: {
    type: 'object',
    properties: { openapi: { const: '3.1.0' }, info: { type: 'object' }, paths: { type: 'object' } },
    required: ['openapi', 'info', 'paths'],
  },
  Problem: problem,
};

export type SchemaName = keyof typeof schemas;
