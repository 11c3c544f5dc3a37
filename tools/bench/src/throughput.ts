/**
 * Throughput of `GET /` with metrics, logs and request ids on, beside bare node:http, bare Koa, Fastify and Express.
 * All answer the same bytes; all but the bare ones write one log line per request into a file, which is counted.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startContender, type Contender } from './throughput/contender.ts';
import { chooseLoad } from './throughput/load.ts';
import { printTable, summarize, type Measured, type Row } from './throughput/table.ts';

// Many short rounds: what else the machine does then weighs on all of them alike.
const rounds = 12;
const seconds = { warmUp: 2, round: 1 };
const servers = join(import.meta.dirname, 'throughput/servers');
const backend = join(import.meta.dirname, '../../../apps/backend/src/main.ts');
const bare = new Set(['node:http', 'Koa']);

const folder = mkdtempSync(join(tmpdir(), 'throughput-'));
const contenders: Contender[] = [];
try {
  const ours = await startContender({ name: 'ours', entry: backend, folder });
  contenders.push(ours);
  const env = { BODY: await (await fetch(ours.url)).text() };
  for (const [name, file] of Object.entries({
    'node:http': 'node-http.ts',
    Koa: 'koa.ts',
    Fastify: 'fastify.ts',
    Express: 'express.ts',
  })) {
    contenders.push(await startContender({ name, entry: join(servers, file), folder, env }));
  }
  report(summarize(await measure(contenders), 'Koa'));
} finally {
  for (const contender of contenders) contender.stop();
  rmSync(folder, { recursive: true });
}

/** Rounds in turn, so that what slows the machine down for a while slows all of them down. */
async function measure(all: readonly Contender[]): Promise<Map<string, Measured[]>> {
  const { name, load } = chooseLoad();
  console.log(`${rounds} rounds of ${seconds.round} s each, 50 connections, load from ${name}`);
  for (const contender of all) {
    await load(contender.url, seconds.warmUp);
    await contender.takeLines();
  }
  const samples = new Map(all.map((contender) => [contender.name, [] as Measured[]]));
  for (let round = 0; round < rounds; round += 1) {
    // There and back, so that none always comes after the same other.
    for (const contender of round % 2 === 0 ? all : all.toReversed()) {
      const before = contender.cpuSeconds();
      const sample = await load(contender.url, seconds.round);
      const cpu = ((contender.cpuSeconds() - before) / sample.requests) * 1e6;
      samples.get(contender.name)?.push({ ...sample, cpu });
      await expectLines(contender, sample.requests);
    }
  }
  return samples;
}

/** A log that was not written would be a yardstick cut short. */
async function expectLines(contender: Contender, requests: number): Promise<void> {
  const lines = await contender.takeLines();
  if (!bare.has(contender.name) && lines < requests) {
    throw new Error(`${contender.name} answered ${requests} requests and logged ${lines}`);
  }
}

function report(rows: readonly Row[]): void {
  console.log(printTable(rows));
  const [ours, fastify] = ['ours', 'Fastify'].map((name) => rows.find((row) => row.name === name));
  const toKoa = ours?.toKoa ?? NaN;
  const toFastify = toKoa / (fastify?.toKoa ?? NaN);
  console.log(`ours to bare Koa: ${toKoa.toFixed(2)} (wanted 0.80) ${toKoa >= 0.8 ? 'reached' : 'missed'}`);
  console.log(
    `ours to Fastify:  ${toFastify.toFixed(2)} (wanted 1.00) ${toFastify >= 1 ? 'reached' : 'missed'}`,
  );
}
