import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { createAccessLog, createLogger, type AccessEntry, type LogLevel } from './index.ts';

const entry: AccessEntry = {
  requestId: 'id-1',
  method: 'GET',
  route: '/orders/:id',
  path: '/orders/7',
  status: 200,
  seconds: 0.0123456,
};

function memoryLog(level: LogLevel = 'info') {
  const lines: string[] = [];
  const log = createLogger({
    name: 'test',
    version: '1.2.3',
    level,
    to: { write: (line) => lines.push(line) },
  });
  return { log, lines, parsed: () => lines.map((line) => JSON.parse(line) as Record<string, unknown>) };
}

describe('createLogger', () => {
  it('says in each line which service of which version it is', () => {
    const { log, parsed } = memoryLog();
    log.logger.info({ url: 'x' }, 'listening');
    expect(parsed()).toMatchObject([
      { level: 30, service: 'test', version: '1.2.3', url: 'x', msg: 'listening' },
    ]);
  });

  it.each([
    ['at the top', { authorization: 'hunter2', cookie: 'hunter2', password: 'hunter2' }],
    ['in headers', { headers: { 'set-cookie': 'hunter2', 'Set-Cookie': 'hunter2', 'x-api-key': 'hunter2' } }],
    [
      'in a request’s headers',
      { req: { headers: { Authorization: 'hunter2', 'proxy-authorization': 'hunter2' } } },
    ],
    [
      'in an error of an HTTP client',
      { err: { config: { headers: { Cookie: 'hunter2', token: 'hunter2' } } } },
    ],
  ])('redacts secrets %s', (_name, fields) => {
    const { log, lines } = memoryLog();
    log.logger.info(fields, 'x');
    expect(lines[0]).toContain('[redacted]');
    expect(lines[0]).not.toContain('hunter2');
  });

  it('keeps what the service passes on as it was', () => {
    const { log } = memoryLog();
    const headers = { cookie: 'still here' };
    log.logger.info({ headers }, 'x');
    expect(headers.cookie).toBe('still here');
  });

  it('writes to a file without being asked to flush, and at once when asked', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'logging-'));
    const file = join(folder, 'log');
    const log = createLogger({ name: 'test', version: '1', to: file });
    log.logger.info('soon');
    await sleep(400);
    expect(readFileSync(file, 'utf8')).toContain('"msg":"soon"');
    log.logger.info('now');
    log.flush();
    expect(readFileSync(file, 'utf8')).toContain('"msg":"now"');
    rmSync(folder, { recursive: true });
  });
});

describe('createAccessLog', () => {
  it('writes the line that pino would have written', () => {
    const { log, parsed } = memoryLog();
    createAccessLog(log)(entry);
    const { requestId, method, route, path, status } = entry;
    log.logger.info({ requestId, method, route, path, status, durationMs: 12.346 }, 'request');
    const [byHand, byPino] = parsed().map((line) => ({ ...line, time: 0 }));
    expect(byHand).toEqual(byPino);
    expect(Object.keys(byHand ?? {})).toEqual(Object.keys(byPino ?? {}));
  });

  it('writes 5xx as errors', () => {
    const { log, parsed } = memoryLog();
    createAccessLog(log)({ ...entry, status: 503 });
    expect(parsed()).toMatchObject([{ level: 50, status: 503 }]);
  });

  it.each([
    ['info', 200, 1],
    ['warn', 200, 0],
    ['warn', 500, 1],
    ['silent', 500, 0],
  ] as const)('with level %s, a %i makes %i lines', (level, status, count) => {
    const { log, lines } = memoryLog(level);
    createAccessLog(log)({ ...entry, status });
    expect(lines).toHaveLength(count);
  });

  it.each(['/"', '/\\', '/\n{"level":60}', '/\u0000', '/\u2028', '/\ud800', '/ü', '/\u007f'])(
    'keeps a hostile path one field of one line: %j',
    (path) => {
      const { log, lines, parsed } = memoryLog();
      createAccessLog(log)({ ...entry, path });
      expect(lines[0]?.indexOf('\n')).toBe(lines[0]?.length === undefined ? -1 : lines[0].length - 1);
      expect(parsed()).toMatchObject([{ path, status: 200 }]);
    },
  );
});
