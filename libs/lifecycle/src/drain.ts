import type { Server } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';

export interface DrainOptions {
  /** How long new connections are still taken, so that whoever routes here sees the readiness fail first; ms. */
  noticeMs?: number;
  /** When requests in flight are given up, counted from the start of the drain; ms. */
  deadlineMs: number;
}

/** How long clients get to close their side after the last response, before it is done for them; ms. */
const closingMs = 100;

/**
 * Closes a server in good order.
 *
 * @param idle resolves when no request is in flight
 * @returns whether that was before the deadline
 */
export async function drainServer(
  server: Server,
  idle: Promise<void>,
  { noticeMs = 0, deadlineMs }: DrainOptions,
): Promise<boolean> {
  const deadline = performance.now() + deadlineMs;
  if (noticeMs > 0) await sleep(Math.min(noticeMs, deadlineMs));
  const closed = new Promise<void>((resolve) => {
    // It closes idle connections as well.
    server.close(() => {
      resolve();
    });
  });
  const finished = await within(idle, Math.max(0, deadline - performance.now()));
  // Connections that never asked anything are not idle to Node: they would hold the server open.
  if (finished) await within(closed, closingMs);
  server.closeAllConnections();
  return finished;
}

/** Whether something happens within so many milliseconds. */
async function within(event: Promise<void>, ms: number): Promise<boolean> {
  const timer = new AbortController();
  const late = sleep(ms, false, { signal: timer.signal }).catch(() => false);
  const happened = await Promise.race([event.then(() => true), late]);
  timer.abort();
  return happened;
}
