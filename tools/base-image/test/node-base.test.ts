import { readLock } from '../src/lock.ts';
import { architectureOf, ensureBaseImage } from '../src/index.ts';
import { nodePackage } from '../src/node-package.ts';
import { describeWithEngine, docker, filesOf, hardened } from './engine.ts';

describeWithEngine('the base of Node', () => {
  let reference = '';
  const node = (script: string, ...args: string[]): string =>
    docker('run', ...hardened, '--network=none', ...args, reference, 'node', '-e', script);

  beforeAll(async () => {
    ({ reference } = await ensureBaseImage('node'));
  }, 300_000);

  it('runs the Node of the workspace as 65532, with nothing to write and no network', () => {
    expect(node('console.log(process.version, process.getuid(), process.getgid())')).toBe(
      `v${nodePackage().version} 65532 65532`,
    );
  });

  it('has the certificate authorities, each whole', () => {
    const script = `
      const bundle = require('fs').readFileSync('/etc/ssl/certs/ca-certificates.crt', 'utf8');
      const all = bundle.match(/-----BEGIN CERTIFICATE-----[^-]+-----END CERTIFICATE-----/g);
      console.log(all.map((one) => new (require('crypto').X509Certificate)(one).ca).filter(Boolean).length);`;
    expect(Number(node(script))).toBeGreaterThan(100);
  });

  it('has the time zones', () => {
    expect(node('console.log(new Date(0).getHours())', '--env=TZ=Asia/Tokyo')).toBe('9');
    expect(filesOf(reference).map(({ path }) => path)).toContain('/usr/share/zoneinfo/Europe/Zurich');
  });

  it('checks the health of what listens in its container', () => {
    const script = `
      const http = require('http');
      const check = (url) => require('child_process').spawnSync('node', ['/usr/lib/prod-e/healthcheck.mjs', url]).status;
      const statuses = { '/ok': 204, '/broken': 503, '/moved': 302 };
      const worker = \`require('http').createServer((request, response) => {
        if (request.url === '/hangs') return;
        response.writeHead(\${JSON.stringify(statuses)}[request.url]).end();
      }).listen(8080, () => require('worker_threads').parentPort.postMessage('up'))\`;
      new (require('worker_threads').Worker)(worker, { eval: true }).on('message', () => {
        const paths = ['/ok', '/broken', '/moved', '/hangs'];
        console.log(paths.map((path) => check('http://127.0.0.1:8080' + path)).join(' '), check('http://127.0.0.1:1'));
        process.exit();
      });`;
    expect(node(script)).toBe('0 1 1 1 1');
  });

  it('lists its packages where scanners look, as they were locked', () => {
    const script = `
      const folder = '/var/lib/dpkg/status.d/';
      const field = (text, name) => text.match(new RegExp('^' + name + ': (.*)$', 'm'))[1];
      const { readdirSync, readFileSync } = require('fs');
      const texts = readdirSync(folder).map((name) => readFileSync(folder + name, 'utf8'));
      console.log(JSON.stringify(Object.fromEntries(texts.map((t) => [field(t, 'Package'), field(t, 'Version')]))));`;
    const locked = Object.entries(readLock().node[architectureOf(process.arch)]);
    expect(JSON.parse(node(script))).toEqual(
      Object.fromEntries(locked.map(([name, { version }]) => [name, version])),
    );
  });
});
