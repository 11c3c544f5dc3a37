const { spawn, spawnSync } = require('node:child_process');
const { once } = require('node:events');
const { existsSync, mkdtempSync, rmSync } = require('node:fs');
const { tmpdir } = require('node:os');
const { join } = require('node:path');
const { freePort } = require('./fixtures.cjs');

const program = join(__dirname, '../../../.prod-e/python/bin/ministack');

/** Where no engine is, so that none is asked. */
const noEngine = 'unix:///nonexistent/docker.sock';

/**
 * Waits for its turn, among all processes of this machine. The lock is given up with its holder, which ends with this
 * process.
 */
async function takeTurn() {
  const file = join(tmpdir(), 'prod-e-ministack.lock');
  const holder = spawn('flock', [file, 'sh', '-c', 'echo taken; exec cat'], {
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  await Promise.race([
    once(holder.stdout, 'data'),
    once(holder, 'error').then(([error]) => {
      throw error;
    }),
  ]);
  return () => holder.stdin.end();
}

async function startMiniStack({ containers = false, env = {} } = {}) {
  // It removes the containers of every other MiniStack as it starts and as it ends.
  const endTurn = containers ? await takeTurn() : () => undefined;
  const port = await freePort();
  const scratch = mkdtempSync(join(tmpdir(), 'prod-e-ministack-'));
  const child = spawn(program, [], {
    stdio: 'ignore',
    env: {
      ...process.env,
      BIND_HOST: '127.0.0.1',
      MINISTACK_HOST: '127.0.0.1',
      GATEWAY_PORT: String(port),
      TMPDIR: scratch,
      S3_DATA_DIR: join(scratch, 's3'),
      // It would listen on every address.
      IOT_MTLS_ENABLED: 'false',
      LOG_LEVEL: 'WARNING',
      ...(!containers && { DOCKER_HOST: noEngine }),
      ...env,
    },
  });
  const endpoint = `http://127.0.0.1:${port}`;
  await untilReady(endpoint, child).catch((error) => {
    endTurn();
    throw error;
  });
  return {
    endpoint,
    host: `127.0.0.1:${port}`,
    region: 'us-east-1',
    account: '000000000000',
    env: {
      AWS_ACCESS_KEY_ID: 'test',
      AWS_SECRET_ACCESS_KEY: 'test',
      AWS_REGION: 'us-east-1',
      AWS_ENDPOINT_URL: endpoint,
    },
    stop() {
      return new Promise((resolve) => {
        const end = () => {
          endTurn();
          rmSync(scratch, { recursive: true, force: true });
          resolve();
        };
        if (child.exitCode !== null || child.signalCode !== null) end();
        else child.once('close', end).kill('SIGTERM');
      });
    },
  };
}

async function untilReady(endpoint, child) {
  const deadline = Date.now() + 30_000;
  for (;;) {
    const answer = await fetch(`${endpoint}/_localstack/health`).catch(() => undefined);
    if (answer?.ok) return;
    if (child.exitCode !== null || Date.now() > deadline) throw new Error('MiniStack did not start');
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

const there = () => existsSync(program) && spawnSync(program, ['--help'], { stdio: 'ignore' }).status === 0;

/** `describe` where MiniStack is installed. Elsewhere skipped, with the reason in its name; in CI run, and so failed. */
const describeWithMiniStack = (name, tests) => {
  if (process.env.CI || there()) describe(name, tests);
  else describe.skip(`${name} (skipped: MiniStack is not installed, run: npm run setup)`, tests);
};

/** What others may take before one that starts containers has its turn. */
const turnMilliseconds = 20 * 60_000;

module.exports = { describeWithMiniStack, startMiniStack, turnMilliseconds };
