import { execFile, execFileSync } from 'node:child_process';
import { createRequire } from 'node:module';
import { promisify } from 'node:util';

export interface Sample {
  requestsPerSecond: number;
  /** Answers in all. */
  requests: number;
  /** Milliseconds. */
  p50: number;
  p99: number;
}

/** Puts load on a URL for some seconds, from a process of its own. Throws if any answer was not 2xx. */
export type Load = (url: string, seconds: number) => Promise<Sample>;

const connections = 50;
const run = promisify(execFile);

/** wrk where the machine has it, because it costs the server least; else autocannon. */
export function chooseLoad(): { name: string; load: Load } {
  try {
    execFileSync('wrk', ['--version'], { stdio: 'ignore' });
  } catch (error) {
    // wrk ends with 1 after it has said its version.
    if ((error as NodeJS.ErrnoException).code === 'ENOENT')
      return { name: 'autocannon', load: withAutocannon };
  }
  return { name: 'wrk', load: withWrk };
}

const withWrk: Load = async (url, seconds) => {
  const flags = ['-t1', `-c${connections}`, `-d${seconds}s`, '--latency'];
  const { stdout } = await run('wrk', [...flags, url]);
  const wrong = /Non-2xx or 3xx responses: (\d+)|Socket errors: (.*)/.exec(stdout);
  if (wrong) throw new Error(`${url}: ${wrong[0]}`);
  return {
    requestsPerSecond: Number(/Requests\/sec:\s+([\d.]+)/.exec(stdout)?.[1]),
    requests: Number(/(\d+) requests in/.exec(stdout)?.[1]),
    p50: milliseconds(/50%\s+(\S+)/.exec(stdout)?.[1]),
    p99: milliseconds(/99%\s+(\S+)/.exec(stdout)?.[1]),
  };
};

function milliseconds(text = ''): number {
  const unit = /[a-z]+$/.exec(text)?.[0] ?? '';
  return parseFloat(text) * ({ us: 0.001, ms: 1, s: 1000 }[unit] ?? NaN);
}

interface AutocannonResult {
  requests: { average: number; total: number };
  latency: { p50: number; p99: number };
  errors: number;
  non2xx: number;
}

const withAutocannon: Load = async (url, seconds) => {
  const program = createRequire(import.meta.url).resolve('autocannon');
  const flags = ['--json', '--no-progress', '-c', String(connections), '-d', String(seconds)];
  const { stdout } = await run(process.execPath, [program, ...flags, url], { maxBuffer: 1 << 26 });
  const result = JSON.parse(stdout) as AutocannonResult;
  if (result.errors + result.non2xx > 0) throw new Error(`${url}: ${result.errors + result.non2xx} failed`);
  return {
    requestsPerSecond: result.requests.average,
    requests: result.requests.total,
    p50: result.latency.p50,
    p99: result.latency.p99,
  };
};
