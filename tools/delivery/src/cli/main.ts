import { spawn } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { exitCode } from '@prod-e/errors';
import { exitCodeFile } from '../output/exit-code.ts';

const commands = ['deploy', 'destroy'];

const usage = `usage: npm run ${commands.join(' | npm run ')} [-- --environment=<name>]

Runs \`nx run infra:<command>\`, and ends with an exit code that tells the failures apart, which Nx does not:
0 done or nothing to do, 1 failed, 2 bad usage or configuration, 3 refused.`;

/**
 * @param args the command line, without program and file
 * @returns the exit code
 */
export async function main(args: string[]): Promise<number> {
  const parsed = parse(args);
  if (!parsed) {
    console.error(usage);
    return exitCode.usage;
  }
  const scratch = await mkdtemp(join(tmpdir(), 'prod-e-'));
  try {
    const file = join(scratch, 'exit-code');
    const code = await runNx(['run', `infra:${parsed.command}:${parsed.environment}`], file);
    // Nx ends with 1 whatever failed; the executor says in the file what it was.
    const recorded = await readFile(file, 'utf8').catch(() => undefined);
    return recorded === undefined ? Math.min(code, exitCode.failed) : Number(recorded);
  } finally {
    await rm(scratch, { recursive: true, force: true });
  }
}

function parse(args: string[]): { command: string; environment: string } | undefined {
  try {
    const { positionals, values } = parseArgs({
      args,
      allowPositionals: true,
      options: { environment: { type: 'string', default: 'local' } },
    });
    const [command = '', ...rest] = positionals;
    return commands.includes(command) && rest.length === 0 ? { command, ...values } : undefined;
  } catch {
    return undefined;
  }
}

function runNx(args: string[], file: string): Promise<number> {
  const nx = createRequire(join(process.cwd(), 'package.json')).resolve('nx/bin/nx.js');
  const child = spawn(process.execPath, [nx, ...args], {
    stdio: 'inherit',
    env: { ...process.env, [exitCodeFile]: file },
  });
  // The terminal tells the whole group; a signal to this process alone is passed on.
  const forward = (signal: NodeJS.Signals) => child.kill(signal);
  const ignore = () => undefined;
  process.on('SIGTERM', forward).on('SIGINT', ignore);
  return new Promise((resolve, reject) => {
    child.on('error', reject).on('close', (code) => {
      process.off('SIGTERM', forward).off('SIGINT', ignore);
      resolve(code ?? exitCode.failed);
    });
  });
}
