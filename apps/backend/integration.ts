/**
 * The integration tests: run against a live environment by `nx run infra:integration`, with nothing but Node.
 * INTEGRATION_URL is the backend's base URL, INTEGRATION_INPUT_TAG the input tag that it runs, INTEGRATION_SERVICES the
 * base URLs of all services that can be reached, as JSON.
 */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';

const { INTEGRATION_URL, INTEGRATION_INPUT_TAG, INTEGRATION_SERVICES, INTEGRATION_TIMEOUT_SECONDS } =
  process.env;
const base = (INTEGRATION_URL ?? 'http://127.0.0.1:3000').replace(/\/$/, '');
const { prometheus } = JSON.parse(INTEGRATION_SERVICES ?? '{}') as Record<string, string | undefined>;

interface Responses {
  200: { headers: Record<string, unknown>; content: Record<string, unknown> };
  304?: unknown;
}

const ask = (path: string, headers: Record<string, string> = {}) =>
  fetch(base + path, { headers, signal: AbortSignal.timeout(10_000) });

const description = (await (await ask('/openapi.json').catch(unreachable)).json()) as {
  paths: Record<string, { get: { responses: Responses } }>;
};

function unreachable({ cause }: Error): never {
  console.error(`${base} does not answer: ${String(cause)}`);
  process.exit(1);
}

for (const [path, { get }] of Object.entries(description.paths)) {
  void test(`GET ${path} answers as it is described`, async () => {
    const response = await ask(path);
    await response.arrayBuffer();
    assert.equal(response.status, 200);
    const type = response.headers.get('content-type')?.split(';')[0] ?? 'nothing';
    assert.ok(type in get.responses[200].content, `${type} is not described`);
    for (const name of Object.keys(get.responses[200].headers))
      assert.ok(response.headers.get(name), `${name} is missing`);
  });
  if (get.responses[304] === undefined) continue;
  void test(`GET ${path} is not sent again to whoever has it`, async () => {
    const first = await ask(path);
    const etag = first.headers.get('etag') ?? '';
    // fetch would ask for no cache by itself.
    const again = await ask(path, { 'if-none-match': etag, 'cache-control': 'max-age=0' });
    assert.equal(again.status, 304);
  });
}

void test('many at once are each answered, by the same build', async () => {
  const answers = await Promise.all(
    Array.from({ length: 50 }, async (_, index) => {
      const response = await ask('/version', { 'x-request-id': `integration-${String(index)}` });
      const { inputTag } = (await response.json()) as { inputTag: string };
      return { status: response.status, id: response.headers.get('x-request-id'), inputTag };
    }),
  );
  const expected = answers.map((_, index) => ({
    ...{ status: 200, id: `integration-${String(index)}` },
    inputTag: INTEGRATION_INPUT_TAG ?? answers[0]?.inputTag,
  }));
  assert.deepEqual(answers, expected);
});

void test(
  'Prometheus has seen it, and counts what it answers',
  { skip: prometheus === undefined && 'Prometheus cannot be reached from here' },
  async () => {
    const before = await answered();
    await ask('/');
    const deadline = Date.now() + Number(INTEGRATION_TIMEOUT_SECONDS ?? 60) * 1000;
    while ((await answered()) <= before) {
      assert.ok(Date.now() < deadline, 'the count of answers did not rise');
      await sleep(1000);
    }
  },
);

/** Requests that the build has answered, as Prometheus knows. */
async function answered(): Promise<number> {
  const query = 'sum(http_request_duration_seconds_count{job="backend"})';
  const url = `${prometheus ?? ''}/api/v1/query?query=${encodeURIComponent(query)}`;
  const response = await fetch(url, { signal: AbortSignal.timeout(10_000) });
  const { data } = (await response.json()) as { data: { result: { value: [number, string] }[] } };
  return Number(data.result[0]?.value[1] ?? 0);
}
