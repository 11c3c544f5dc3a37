import { constants } from 'node:os';
import type { DrainOptions } from './drain.ts';
import type { HttpServer } from './http-server.ts';

export interface StopOptions extends DrainOptions {
  /** At once, before anything else: make the readiness fail. */
  onSignal?: (signal: NodeJS.Signals) => void;
  /** When no request is left, or the deadline has passed: close what the service holds. */
  onStopped?: (drained: boolean) => unknown;
}

/** The part of a process that is needed here. */
export interface Host {
  on(signal: NodeJS.Signals, listener: () => void): unknown;
  exit(code: number): void;
}

/** What closing may take after the deadline, before the process ends without it; ms. */
const closingMs = 500;

/**
 * Ends the process in good order on SIGTERM and SIGINT: drains the server, then exits with 0, or with 1 if the
 * deadline passed before all was done. A second signal exits at once with 128 and its number, as a shell counts it.
 */
export function stopOnSignals(
  server: HttpServer,
  { onSignal, onStopped, noticeMs = 0, deadlineMs }: StopOptions,
  host: Host = process,
): void {
  let stopping = false;

  const stop = async (signal: NodeJS.Signals): Promise<void> => {
    const last = setTimeout(() => {
      host.exit(1);
    }, deadlineMs + closingMs);
    onSignal?.(signal);
    const drained = await server.drain({ noticeMs, deadlineMs });
    await onStopped?.(drained);
    clearTimeout(last);
    host.exit(drained ? 0 : 1);
  };

  for (const signal of ['SIGTERM', 'SIGINT'] as const) {
    host.on(signal, () => {
      if (stopping) {
        host.exit(128 + constants.signals[signal]);
        return;
      }
      stopping = true;
      stop(signal).catch((error: unknown) => {
        process.stderr.write(`${String(error)}\n`);
        host.exit(1);
      });
    });
  }
}
