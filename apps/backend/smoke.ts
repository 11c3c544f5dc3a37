/**
 * The smoke test: run against the live service by each deployment, with nothing but Node.
 * SMOKE_URL is the service's base URL, SMOKE_INPUT_TAG the input tag that must be live.
 */
import { env, exit, stdout } from 'node:process';

interface Answer {
  status: number;
  type: string;
  text: string;
}

const base = required('SMOKE_URL').replace(/\/$/, '');
const inputTag = required('SMOKE_INPUT_TAG');

await check('ready', '/readyz', ({ status }) => {
  equal('status', 200, status);
});
await check('runs the wanted input tag', '/version', ({ text }) => {
  equal('inputTag', inputTag, field(text, 'inputTag'));
});
await check('says what it is', '/', ({ text }) => {
  equal('name', 'backend', field(text, 'name'));
});
await check('describes itself', '/openapi.json', ({ text }) => {
  equal('openapi', '3.1', String(field(text, 'openapi')).slice(0, 3));
});
await check('can be scraped', '/metrics', ({ text }) => {
  const line = text.split('\n').find((known) => known.startsWith('build_info{')) ?? 'nothing';
  equal('build_info of the input tag', true, line.includes(`input_tag="${inputTag}"`));
});
await check('refuses what is not there', '/no-such-path', ({ status, type }) => {
  equal('status', 404, status);
  equal('content type', 'application/problem+json', type);
});

async function check(name: string, path: string, holds: (answer: Answer) => void): Promise<void> {
  try {
    holds(await get(path));
    stdout.write(`ok ${name}\n`);
  } catch (error) {
    stdout.write(
      `not ok ${name}: GET ${base}${path}: ${error instanceof Error ? error.message : String(error)}\n`,
    );
    exit(1);
  }
}

async function get(path: string): Promise<Answer> {
  const response = await fetch(base + path, { signal: AbortSignal.timeout(5000) }).catch((error: unknown) => {
    const { cause } = error as { cause?: { code?: string } };
    throw new Error(`expected an answer, got ${cause?.code ?? String(error)}`);
  });
  const type = (response.headers.get('content-type') ?? '').split(';')[0] ?? '';
  return { status: response.status, type, text: await response.text() };
}

function field(text: string, name: string): unknown {
  try {
    return (JSON.parse(text) as Record<string, unknown>)[name];
  } catch {
    throw new Error(`expected JSON, got ${JSON.stringify(text.slice(0, 80))}`);
  }
}

function equal(what: string, expected: unknown, got: unknown): void {
  if (expected !== got) {
    throw new Error(`expected ${what} ${JSON.stringify(expected)}, got ${JSON.stringify(got)}`);
  }
}

function required(name: string): string {
  const value = env[name];
  if (value) return value;
  stdout.write(`not ok: expected ${name} to be set\n`);
  exit(2);
}
