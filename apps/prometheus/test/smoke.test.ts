import { execFile } from 'node:child_process';
import { cpSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ActiveTarget, LoadedGroup } from '../smoke/api.ts';
import { readOptions } from '../smoke/options.ts';
import { smoke } from '../smoke/run.ts';
import { readShipped } from '../smoke/shipped.ts';
import { projectRoot, temporaryFolder } from './support/programs.ts';
import { type Answers, serveAnswers } from './support/recorded-prometheus.ts';

const recorded = join(__dirname, 'recorded');
const shipped = readShipped(recorded);
const beforeScrape = new Date('2026-11-23T23:18:00Z');
const afterScrape = new Date('2026-11-23T23:18:09Z');

/** What was recorded, fresh for each test to break. */
function answers(): Answers {
  const data = (file: string): unknown =>
    (JSON.parse(readFileSync(join(recorded, file), 'utf8')) as { data: unknown }).data;
  return {
    ready: true,
    groups: (data('rules.json') as { groups: LoadedGroup[] }).groups,
    targets: (data('targets.json') as { activeTargets: ActiveTarget[] }).activeTargets,
  };
}

/** Runs the smoke test against the answers. What shall fail gets little time, for it takes all of it. */
async function run(
  given: Answers,
  since = beforeScrape,
  timeoutMs = 300,
): Promise<{ passed: boolean; output: string }> {
  const server = await serveAnswers(given);
  const lines: string[] = [];
  const options = { url: server.url, since, timeoutMs };
  const passed = await smoke(options, shipped, (line) => lines.push(line)).finally(server.close);
  return { passed, output: lines.join('\n') };
}

describe('the smoke test', () => {
  it('passes when all that was shipped is there and up, with one line per check', async () => {
    expect(await run(answers())).toEqual({
      passed: true,
      output: [
        'ok Prometheus is ready',
        'ok 3 rules are loaded and evaluated',
        'ok targets of backend, prometheus are up',
      ].join('\n'),
    });
  });

  it('waits until Prometheus is ready', async () => {
    const given = answers();
    given.ready = false;
    setTimeout(() => (given.ready = true), 100);
    expect(await run(given, beforeScrape, 10_000)).toMatchObject({ passed: true });
  });

  const line = 'recording rule job:up:sum of group example in example.yml';
  it.each<[string, (given: Answers) => void, string]>([
    [
      'Prometheus is not ready',
      (given) => (given.ready = false),
      '/-/ready: 503 Service Unavailable: starting up',
    ],
    ['a rule is not loaded', ({ groups }) => groups[0]?.rules.shift(), `${line}: not loaded`],
    [
      'one of two rules of a name is not loaded',
      ({ groups }) => groups[0]?.rules.pop(),
      'alerting rule ErrorBudgetBurn of group example in example.yml: not loaded',
    ],
    [
      'a rule of another release is still loaded',
      ({ groups }) => groups[0]?.rules.push({ name: 'Old', type: 'alerting', health: 'ok' }),
      'alerting rule Old of group example in example.yml: loaded, but not shipped',
    ],
    [
      'a rule fails',
      ({ groups }) => Object.assign(first(groups[0]?.rules), { health: 'err', lastError: 'many-to-many' }),
      `${line}: many-to-many`,
    ],
    [
      'a rule was not evaluated yet',
      ({ groups }) => Object.assign(first(groups[0]?.rules), { health: 'unknown' }),
      `${line}: not evaluated yet`,
    ],
    [
      'a job has no target',
      ({ targets }) => targets.shift(),
      'job backend: no target found; does its name resolve?',
    ],
    [
      'a target is down',
      ({ targets }) =>
        Object.assign(first(targets), { health: 'down', lastError: 'connect: connection refused' }),
      'target http://127.0.0.1:19090/metrics of backend: connect: connection refused',
    ],
    [
      'a target was not scraped yet',
      ({ targets }) =>
        Object.assign(first(targets), { health: 'unknown', lastScrape: '0001-01-01T00:00:00Z' }),
      'target http://127.0.0.1:19090/metrics of backend: not scraped yet',
    ],
  ])('fails when %s, saying which', async (_when, spoil, problem) => {
    const given = answers();
    spoil(given);
    const { passed, output } = await run(given);
    expect(passed).toBe(false);
    expect(output).toContain(problem);
  });

  it('does not take a scrape from before the deployment for a proof', async () => {
    const { passed, output } = await run(answers(), afterScrape);
    expect(passed).toBe(false);
    expect(output).toContain(
      'target http://127.0.0.1:19090/metrics of backend: not scraped since 2026-11-23T23:18:09.000Z',
    );
  });

  it('says so when nobody answers', async () => {
    const server = await serveAnswers(answers());
    await server.close();
    const lines: string[] = [];
    const options = { url: server.url, since: beforeScrape, timeoutMs: 1 };
    expect(await smoke(options, shipped, (line) => lines.push(line))).toBe(false);
    expect(lines[0]).toContain(`${server.url}/-/ready: connect ECONNREFUSED`);
  });
});

describe('its options', () => {
  it('are read from the environment, with 60 s to pass', () => {
    expect(readOptions({ SMOKE_URL: 'http://127.0.0.1:9090/', SMOKE_SINCE: '2026-11-23T23:18:00Z' })).toEqual(
      {
        url: 'http://127.0.0.1:9090',
        since: beforeScrape,
        timeoutMs: 60_000,
      },
    );
  });

  it('are refused with every problem at once', () => {
    expect(() => readOptions({ SMOKE_URL: 'localhost:9090', SMOKE_TIMEOUT_SECONDS: 'soon' })).toThrow(
      /SMOKE_URL must .*; SMOKE_SINCE must .*; SMOKE_TIMEOUT_SECONDS must /,
    );
  });
});

describe('node smoke.ts', () => {
  const folder = temporaryFolder();
  afterAll(folder.remove);

  beforeAll(() => {
    // Beside other rules than the shipped ones, for which answers were recorded.
    for (const part of ['smoke.ts', 'smoke', 'package.json', 'node_modules'])
      cpSync(join(projectRoot, part), join(folder.path, part), { recursive: true });
    cpSync(recorded, folder.path, { recursive: true });
  });

  const command = (env: NodeJS.ProcessEnv) =>
    new Promise<{ code: unknown; output: string }>((resolve) => {
      execFile(
        process.execPath,
        [join(folder.path, 'smoke.ts')],
        { env: { PATH: process.env['PATH'], ...env } },
        (error, stdout, stderr) => {
          resolve({ code: error?.code ?? 0, output: stdout + stderr });
        },
      );
    });

  it.each([
    ['0', beforeScrape, 'ok targets'],
    ['1', afterScrape, 'failed targets'],
  ])('exits with %s', async (code, since, output) => {
    const server = await serveAnswers(answers());
    const env = { SMOKE_URL: server.url, SMOKE_SINCE: since.toISOString(), SMOKE_TIMEOUT_SECONDS: '0.5' };
    const result = await command(env).finally(server.close);
    expect(result).toEqual({ code: Number(code), output: expect.stringContaining(output) });
  });

  it('exits with 2 when it is not told what to prove', async () => {
    expect(await command({})).toEqual({
      code: 2,
      output: expect.stringContaining('error: SMOKE_URL must be'),
    });
  });
});

function first<T>(list: T[] | undefined): T {
  const [item] = list ?? [];
  if (item === undefined) throw new Error('the recording is empty');
  return item;
}
