import { spawn } from 'node:child_process';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { exitCode } from '@prod-e/errors';

/**
 * Runs Nx on this terminal.
 *
 * @param quiet its standard output goes to standard error
 * @returns its exit code
 */
export function runNx(args: string[], env: Record<string, string>, quiet: boolean): Promise<number> {
  const nx = createRequire(join(process.cwd(), 'package.json')).resolve('nx/bin/nx.js');
  const child = spawn(process.execPath, [nx, ...args], {
    stdio: ['inherit', quiet ? process.stderr : 'inherit', 'inherit'],
    env: { ...process.env, ...env },
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
