import { execFileSync } from 'node:child_process';
import { docker } from '@prod-e/testing/engine';

/** What a program does as a service, at port 8080: `answer` is what it does with a request that is not for its version. */
const programs = {
  good: `let answer = (response) => response.end('good');`,
  better: `let answer = (response) => response.end('better');`,
  /** Works as well: it is its smoke test that fails. */
  'smoke-test-fails': `let answer = (response) => response.end('good');`,
  'crashes-at-start': `console.error('cannot find my keys'); process.exit(1);`,
  'never-ready': `let answer = (response) => response.writeHead(503).end('waiting for the moon');`,
  'dies-when-ready': `let answer = (response) => {
    response.end('ready');
    setTimeout(() => { console.error('out of memory'); process.exit(1); }, 600);
  };`,
  'loses-readiness': `let ready = true;
    let answer = (response) => {
      response.writeHead(ready ? 200 : 503).end(ready ? 'ready' : 'lost the database');
      setTimeout(() => { ready = false; }, 300);
    };`,
  /** Ready a while after it was started. */
  'starts-slowly': `let ready = false;
    setTimeout(() => { ready = true; }, 4000);
    let answer = (response) => response.writeHead(ready ? 200 : 503).end();`,
  'other-version': `inputTag = 'in-another'; let answer = (response) => response.end('ready');`,
  /** Takes each request, and never answers. */
  hangs: `let answer = () => undefined;`,
} as const;

export type Behaviour = keyof typeof programs;

export const isBehaviour = (name: string): name is Behaviour => Object.hasOwn(programs, name);

// Node is process 1 of its container, which no signal ends that it does not listen for.
const before = (behaviour: Behaviour) => `process.on('SIGTERM', () => process.exit(0));
  let inputTag = 'in-${behaviour}';`;
const after = `require('node:http').createServer((request, response) =>
    request.url === '/version' ? response.end(JSON.stringify({ inputTag })) : answer(response)).listen(8080);`;

/** The base of Node services. */
let base = '';

/**
 * Brings the base that behaviours stand on: before any of them is wanted.
 *
 * @returns its reference in the engine
 */
export async function bringBase(): Promise<string> {
  const { ensureBaseImage } = await import('@prod-e/base-image');
  base = (await ensureBaseImage('node')).reference;
  return base;
}

/**
 * Makes the image of a behaviour.
 *
 * @returns its id, `sha256:…`
 */
export function buildNodeImage(
  reference: string,
  behaviour: Behaviour,
  labels: Record<string, string>,
): string {
  if (base === '') throw new Error('bring the base first');
  const program = [before(behaviour), programs[behaviour], after].join('\n');
  const dockerfile = [
    `FROM ${base}`,
    ...Object.entries(labels).map(([key, value]) => `LABEL ${key}=${value}`),
    `ENTRYPOINT ${JSON.stringify(['/usr/bin/node', '--eval', program])}`,
  ].join('\n');
  execFileSync('docker', ['build', '--quiet', '--tag', reference, '-'], {
    env: process.env,
    input: dockerfile,
    stdio: ['pipe', 'ignore', 'pipe'],
  });
  return docker('image', 'inspect', reference, '--format', '{{.Id}}');
}
