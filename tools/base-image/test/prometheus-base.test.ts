import { setTimeout as sleep } from 'node:timers/promises';
import { ensureBaseImage } from '../src/index.ts';
import { describeWithEngine, docker, filesOf, hardened } from './engine.ts';

describeWithEngine('the base of Prometheus', () => {
  let reference = '';

  beforeAll(async () => {
    ({ reference } = await ensureBaseImage('prometheus'));
  }, 300_000);

  it.each(['prometheus', 'promtool'])('runs %s', (program) => {
    expect(docker('run', ...hardened, '--network=none', reference, program, '--version')).toMatch(
      new RegExp(`^${program}, version \\d`),
    );
  });

  it('keeps its data where its user may write, and nowhere else', () => {
    const owned = filesOf(reference).filter(({ owner }) => owner === '65532/65532');
    expect(owned.map(({ path }) => path)).toEqual(['/var/lib/prometheus/']);
  });

  it('serves its pages with the scripts and styles that they refer to', async () => {
    const port = '127.0.0.1::9090';
    const container = docker(
      'run',
      '-d',
      `--publish=${port}`,
      '--tmpfs=/data:mode=1777',
      ...hardened,
      reference,
      ...['prometheus', '--config.file=/dev/null', '--storage.tsdb.path=/data'],
    );
    try {
      const origin = `http://${docker('port', container, '9090')}`;
      const page = await untilServed(`${origin}/classic/graph`);
      const referred = [...page.matchAll(/(?:src|href)="(\/[^"]*static\/[^"?]*)/g)].map(
        ([, path = '']) => path,
      );
      expect(referred.length).toBeGreaterThan(5);
      const answers = await Promise.all(
        referred.map(async (path) => [path, (await fetch(origin + path)).status]),
      );
      expect(answers).toEqual(referred.map((path) => [path, 200]));
    } finally {
      docker('rm', '--force', container);
    }
  }, 300_000);
});

/** The text of what the URL serves, within 60 s. */
async function untilServed(url: string): Promise<string> {
  const deadline = Date.now() + 60_000;
  while (Date.now() < deadline) {
    const response = await fetch(url).catch(() => undefined);
    if (response?.ok) return response.text();
    await sleep(100);
  }
  throw new Error(`${url} is not served`);
}
