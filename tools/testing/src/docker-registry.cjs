const { spawn, spawnSync } = require('node:child_process');
const { mkdtempSync, rmSync, writeFileSync } = require('node:fs');
const { tmpdir } = require('node:os');
const { join } = require('node:path');
const { freePort } = require('./fixtures.cjs');

async function startDockerRegistry({ port: wanted } = {}) {
  const port = wanted ?? (await freePort());
  const scratch = mkdtempSync(join(tmpdir(), 'prod-e-registry-'));
  const config = join(scratch, 'config.yml');
  writeFileSync(
    config,
    JSON.stringify({
      version: '0.1',
      log: { level: 'error' },
      storage: { filesystem: { rootdirectory: join(scratch, 'data') }, delete: { enabled: true } },
      http: { addr: `127.0.0.1:${port}` },
    }),
  );
  const child = spawn('docker-registry', ['serve', config], { stdio: 'ignore' });
  await untilReady(`http://127.0.0.1:${port}/v2/`, child);
  return {
    host: `127.0.0.1:${port}`,
    port,
    stop() {
      return new Promise((resolve) => {
        const end = () => {
          rmSync(scratch, { recursive: true, force: true });
          resolve();
        };
        if (child.exitCode !== null || child.signalCode !== null) end();
        else child.once('close', end).kill('SIGKILL');
      });
    },
  };
}

async function untilReady(url, child) {
  const deadline = Date.now() + 30_000;
  for (;;) {
    const answer = await fetch(url).catch(() => undefined);
    if (answer?.ok) return;
    if (child.exitCode !== null || Date.now() > deadline) throw new Error('docker-registry did not start');
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

/** `describe` where Debian's registry is installed. Elsewhere skipped, with the reason; in CI run, and so failed. */
const describeWithDockerRegistry = (name, tests) => {
  const there = spawnSync('docker-registry', ['--version'], { stdio: 'ignore' }).status === 0;
  if (process.env.CI || there) describe(name, tests);
  else describe.skip(`${name} (skipped: docker-registry is not installed, run: npm run setup)`, tests);
};

module.exports = { describeWithDockerRegistry, startDockerRegistry };
