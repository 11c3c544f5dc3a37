import { execFile, execFileSync } from 'node:child_process';
import { createRequire } from 'node:module';
import { promisify } from 'node:util';
import { parseAutocannon, parseWrk, type Sample } from './parse-load.ts';

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
  return parseWrk(stdout, url);
};

const withAutocannon: Load = async (url, seconds) => {
  const program = createRequire(import.meta.url).resolve('autocannon');
  const flags = ['--json', '--no-progress', '-c', String(connections), '-d', String(seconds)];
  const { stdout } = await run(process.execPath, [program, ...flags, url], { maxBuffer: 1 << 26 });
  return parseAutocannon(stdout, url);
};
