import { once } from 'node:events';
import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ensureBaseImage } from '../src/index.ts';
import { describeWithEngine, docker, hardened } from './engine.ts';

// Debian 12's Prometheus takes `sigv4`, and does not sign: that a configuration is valid says nothing.
describeWithEngine('what Prometheus writes elsewhere', () => {
  let folder = '';
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'base-image-'));
    chmodSync(folder, 0o755);
  });
  afterAll(() => {
    rmSync(folder, { recursive: true });
  });

  it('is signed as AWS asks for it', async () => {
    const { reference } = await ensureBaseImage('prometheus');
    const workspace = createServer().listen(0, '127.0.0.1');
    await once(workspace, 'listening');
    const written = once(workspace, 'request') as Promise<[IncomingMessage]>;
    const { port } = workspace.address() as AddressInfo;
    const config = {
      global: { scrape_interval: '1s' },
      // Nobody answers there, which is a sample as well.
      scrape_configs: [{ job_name: 'none', static_configs: [{ targets: ['127.0.0.1:1'] }] }],
      remote_write: [{ url: `http://127.0.0.1:${port}/write`, sigv4: { region: 'eu-central-1' } }],
    };
    writeFileSync(join(folder, 'prometheus.yml'), JSON.stringify(config));
    const container = docker(
      ...['run', '--detach', ...hardened, '--network=host', '--tmpfs=/data:mode=1777'],
      ...[`--volume=${folder}:/etc/prometheus:ro`],
      // Of nobody: what is looked at is how it is signed.
      ...['--env=AWS_ACCESS_KEY_ID=AKIDEXAMPLE', '--env=AWS_SECRET_ACCESS_KEY=example', reference],
      ...['prometheus', '--config.file=/etc/prometheus/prometheus.yml', '--storage.tsdb.path=/data'],
      '--web.listen-address=127.0.0.1:0',
    );
    try {
      const [{ url, headers }] = await written;
      expect(url).toBe('/write');
      expect(headers.authorization).toMatch(
        /^AWS4-HMAC-SHA256 Credential=AKIDEXAMPLE\/\d{8}\/eu-central-1\/aps\/aws4_request, SignedHeaders=/,
      );
    } finally {
      docker('rm', '--force', container);
      workspace.closeAllConnections();
      workspace.close();
    }
  }, 300_000);
});
