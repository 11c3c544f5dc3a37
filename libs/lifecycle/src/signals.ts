import { constants } from 'node:os';
import type { DrainOptions, HttpServer } from './http-server.ts';

export interface StopOptions extends DrainOptions {
  /** At once, before anything else: make the readiness fail. */
  onSignal?: (signal: NodeJS.Signals) => void;
  /** When no request is left, and before the exit: close what the service holds. */
  onStopped?: (drained: boolean) => unknown;
}

const signals = ['SIGTERM', 'SIGINT'] as const;

/**
 * Ends the process in good order on SIGTERM and SIGINT: drains the server, then exits with 0, or with 1 if the
 * deadline passed before all was done. A second signal exits at once with 128 and its number, as a shell counts it.
 */
export function stopOnSignals(
  server: HttpServer,
  { onSignal, onStopped, noticeMs = 0, deadlineMs }: StopOptions,
): void {
  let stopping = false;

  const stop = async (signal: NodeJS.Signals): Promise<void> => {
    // Held by this timer, the process lives until its end is decided; a close that hangs does not outlast it.
    setTimeout(() => {
      process.exit(1);
    }, deadlineMs + 500);
    onSignal?.(signal);
    const drained = await server.drain({ noticeMs, deadlineMs });
    await onStopped?.(drained);
    process.exit(drained ? 0 : 1);
  };

  for (const signal of signals) {
    process.on(signal, () => {
      if (stopping) process.exit(128 + constants.signals[signal]);
      stopping = true;
      stop(signal).catch(() => process.exit(1));
    });
  }
}
