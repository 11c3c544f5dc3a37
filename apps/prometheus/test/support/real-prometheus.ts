import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:http';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { parse, stringify } from 'yaml';
import { projectRoot, shippedConfig, temporaryFolder } from './programs.ts';
import { listen } from './recorded-prometheus.ts';

interface Config {
  global: Record<string, string>;
  scrape_configs: { job_name: string; dns_sd_configs?: unknown; static_configs?: unknown }[];
}

export interface Running {
  url: string;
  stop(): Promise<void>;
}

/** Starts the backend from its sources, ready to be scraped. */
export async function startBackend(): Promise<Running> {
  const port = await freePort();
  const main = join(projectRoot, '../backend/src/main.ts');
  const child = spawn(process.execPath, [main], {
    env: { PATH: process.env['PATH'], HOST: '127.0.0.1', PORT: String(port), LOG_LEVEL: 'error' },
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  return started(child, `http://127.0.0.1:${port}`, '/readyz');
}

/** Starts Prometheus as it is shipped, but for addresses that are there only in an environment, and a faster pace. */
export async function startPrometheus(backendUrl: string): Promise<Running> {
  const port = await freePort();
  const address = `127.0.0.1:${port}`;
  const targets: Record<string, string> = { backend: new URL(backendUrl).host, prometheus: address };
  const folder = temporaryFolder();
  const config = shippedConfig(folder.path, (text) => {
    const { global, scrape_configs, ...rest } = parse(text) as Config;
    return stringify({
      ...rest,
      global: { ...global, scrape_interval: '1s', evaluation_interval: '1s' },
      scrape_configs: scrape_configs.map((job) => ({
        ...job,
        dns_sd_configs: undefined,
        static_configs: [{ targets: [targets[job.job_name]] }],
      })),
    });
  });
  const storage = join(folder.path, 'data');
  const child = spawn(
    'prometheus',
    [`--config.file=${config}`, `--storage.tsdb.path=${storage}`, `--web.listen-address=${address}`],
    { stdio: 'ignore' },
  );
  const { url, stop } = await started(child, `http://${address}`, '/-/ready');
  return { url, stop: () => stop().finally(folder.remove) };
}

/** Waits until the process answers at `path`. */
async function started(child: ChildProcess, url: string, path: string): Promise<Running> {
  const stop = async () => {
    // True once: a process that has ended takes no signal, and emits no exit again.
    if (child.kill('SIGKILL')) await once(child, 'exit');
  };
  await once(child, 'spawn');
  const deadline = Date.now() + 20_000;
  while (
    !(await fetch(url + path).then(
      ({ ok }) => ok,
      () => false,
    ))
  ) {
    if (child.exitCode !== null) throw new Error(`${child.spawnargs.join(' ')}: exit ${child.exitCode}`);
    if (Date.now() > deadline) {
      await stop();
      throw new Error(`${child.spawnargs.join(' ')}: nothing at ${url}${path} within 20 s`);
    }
    await sleep(50);
  }
  return { url, stop };
}

async function freePort(): Promise<number> {
  const server = createServer();
  const { port } = new URL(await listen(server));
  server.close();
  await once(server, 'close');
  return Number(port);
}
