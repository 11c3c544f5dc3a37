import { execFileSync } from 'node:child_process';

/** What a program does as a service, at port 8080: `answer` is what it does with a request that came. */
const programs = {
  /** Works. */
  good: `let answer = (path, response) => response.end(path === '/version' ? version('in-good') : 'good');`,
  better: `let answer = (path, response) => response.end(path === '/version' ? version('in-better') : 'better');`,
  'crashes-at-start': `console.error('cannot find my keys'); process.exit(1);`,
  'never-ready': `let answer = (path, response) => response.writeHead(503).end('waiting for the moon');`,
  'dies-when-ready': `let answer = (path, response) => {
    response.end('ready');
    setTimeout(() => { console.error('out of memory'); process.exit(1); }, 600);
  };`,
  'loses-readiness': `let ready = true;
    let answer = (path, response) => {
      response.writeHead(ready ? 200 : 503).end(ready ? 'ready' : 'lost the database');
      setTimeout(() => { ready = false; }, 300);
    };`,
  'other-version': `let answer = (path, response) => response.end(path === '/version' ? version('in-another') : 'ready');`,
  hangs: `let answer = () => undefined;`,
} as const;

export type Behaviour = keyof typeof programs;

export const isBehaviour = (name: string): name is Behaviour => Object.hasOwn(programs, name);

// Node is process 1 of its container, which no signal ends that it does not listen for.
const before = `process.on('SIGTERM', () => process.exit(0));
  const version = (inputTag) => JSON.stringify({ inputTag });`;
const after = `require('node:http').createServer((request, response) => answer(request.url, response)).listen(8080);`;

/** The base of Node services, once `ensureBaseImage` has brought it. */
let base = '';
export const standOn = (reference: string): void => {
  base = reference;
};

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
  if (base === '') throw new Error('call standOn first');
  const program = [before, programs[behaviour], after].join('\n');
  const dockerfile = [
    `FROM ${base}`,
    ...Object.entries(labels).map(([key, value]) => `LABEL ${key}=${value}`),
    `ENTRYPOINT ${JSON.stringify(['/usr/bin/node', '--eval', program])}`,
  ].join('\n');
  execFileSync('docker', ['build', '--quiet', '--tag', reference, '-'], {
    input: dockerfile,
    stdio: ['pipe', 'ignore', 'pipe'],
  });
  return execFileSync('docker', ['image', 'inspect', reference, '--format', '{{.Id}}'], {
    encoding: 'utf8',
  }).trim();
}
