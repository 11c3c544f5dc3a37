import { schemas, type SchemaName } from './schemas.ts';

interface Operation {
  summary: string;
  /** The schema of its 200; none where it isn't JSON. */
  schema?: SchemaName;
  /** Says with an ETag which one it is, and 304 to whoever has it. */
  cached?: boolean;
  /** Further responses. */
  more?: Record<string, unknown>;
}

const header = (description: string) => ({ description, required: true, schema: { type: 'string' } });
const requestId = { 'X-Request-Id': header('The id that came in, or a new one.') };
const etag = { ETag: header('For If-None-Match.') };

const reference = (schema: SchemaName) => ({ $ref: `#/components/schemas/${schema}` });

const operations: Record<string, Operation> = {
  '/': { summary: 'What this is, and where to go from here.', schema: 'About', cached: true },
  '/openapi.json': { summary: 'This description.', schema: 'Description', cached: true },
  '/version': { summary: 'Which build is running.', schema: 'Version' },
  '/livez': { summary: 'Whether the process is worth keeping.', schema: 'Live' },
  '/readyz': {
    summary: 'Whether it can serve now, and which dependency is down if not.',
    schema: 'Ready',
    more: { 503: problem('NotReady', 'Draining, or a dependency is down.') },
  },
  '/metrics': { summary: 'Metrics in the text format of Prometheus.' },
};

/** The OpenAPI 3.1 description of the backend. HEAD is answered wherever GET is, as HTTP has it. */
export function openapi(version: string) {
  const paths = Object.fromEntries(
    Object.entries(operations).map(([path, operation]) => [path, { get: describe(operation) }]),
  );
  return {
    openapi: '3.1.0',
    info: {
      title: 'backend',
      version,
      description: 'The Koa service that prod-e ships.',
      license: { name: 'MIT' },
    },
    paths,
    components: { schemas },
  };
}

function describe({ summary, schema, cached = false, more = {} }: Operation) {
  const content = schema
    ? { 'application/json': { schema: reference(schema) } }
    : { 'text/plain': { schema: { type: 'string' } } };
  const headers = { ...requestId, ...(cached ? etag : {}) };
  return {
    summary,
    responses: {
      200: { description: 'As asked.', headers, content },
      ...(cached ? { 304: { description: 'You have it already.', headers } } : {}),
      ...more,
      default: problem('Problem', 'Whatever went wrong.'),
    },
  };
}

function problem(schema: SchemaName, description: string) {
  return {
    description,
    headers: requestId,
    content: { 'application/problem+json': { schema: reference(schema) } },
  };
}
