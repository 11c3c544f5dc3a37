import { writeFileSync } from 'node:fs';
import { describeError, exitCodeOf } from '@prod-e/errors';
import { painter, type Paint } from './output/colour.ts';

export interface Run {
  signal: AbortSignal;
  print: (line: string) => void;
  paint: Paint;
}

/**
 * Runs a command as an Nx executor: a signal aborts it once, an error is printed for a person. Nx itself ends with 1
 * whatever failed; the exit code proper goes to the file that PROD_E_EXIT_CODE_FILE names, for `prod-e` to end with.
 *
 * @param command resolves to whether all went well
 */
export async function runAsExecutor(command: (run: Run) => Promise<boolean>): Promise<{ success: boolean }> {
  const abort = new AbortController();
  const stop = () => {
    abort.abort();
  };
  const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;
  for (const signal of signals) process.on(signal, stop);
  const paint = painter(process.env, process.stdout.isTTY);
  const print = (line: string) => {
    console.log(line);
  };
  let code: number;
  try {
    code = (await command({ signal: abort.signal, print, paint })) ? 0 : 1;
  } catch (error) {
    console.error(describeError(error));
    code = exitCodeOf(error);
  } finally {
    for (const signal of signals) process.off(signal, stop);
  }
  const file = process.env['PROD_E_EXIT_CODE_FILE'];
  if (file) writeFileSync(file, String(code));
  return { success: code === 0 };
}
