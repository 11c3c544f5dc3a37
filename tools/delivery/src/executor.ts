import { describeError, exitCodeOf } from '@prod-e/errors';
import { recordExitCode } from '@prod-e/errors/record-exit-code';
import { painter, type Paint } from '@prod-e/terminal';

/** What a command on an environment is told by whoever runs it. */
export interface Run {
  /** Aborted when a person or the system asks to stop. */
  signal: AbortSignal;
  print: (line: string) => void;
  paint: Paint;
}

/**
 * Runs a command as an Nx executor: a signal aborts it once, an error is printed for a person.
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
  // Whoever reads our output may be gone before we have ended cleanly.
  process.stdout.on('error', () => undefined);
  process.stderr.on('error', () => undefined);
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
  recordExitCode(code);
  return { success: code === 0 };
}
