import { openSync, writeSync } from 'node:fs';

/** Where lines go. */
export interface Sink {
  write(line: string): unknown;
}

export interface BatchedSink extends Sink {
  /** Writes what has been gathered, now. */
  flush(): void;
}

/** How much is gathered before it is written, and the longest that a line waits for others. */
const batch = { characters: 8192, waitMs: 100 };

const nothing = Buffer.alloc(0);

/**
 * Gathers lines and writes them in batches, in order, and before the process exits. (pino's own destination measures
 * the whole batch again at each line, which costs four times as much as the rest of an access log line.)
 *
 * A reader that is slow on a pipe that does not block is waited for, up to `limit` characters;
 * what comes then is dropped and counted, for memory is worth more than lines.
 *
 * @param to a file descriptor, or the path of a file to append to
 */
export function batchedSink(to: number | string, limit = 16_000_000): BatchedSink {
  const fd = typeof to === 'number' ? to : openSync(to, 'a');
  let gathered = '';
  let unwritten: Buffer = nothing;
  let dropped = 0;

  const flush = (): void => {
    if (gathered !== '') {
      const bytes = Buffer.from(gathered);
      unwritten = unwritten.length === 0 ? bytes : Buffer.concat([unwritten, bytes]);
      gathered = '';
    }
    if (unwritten.length > 0) unwritten = write(fd, unwritten);
    if (dropped > 0 && unwritten.length === 0) {
      gathered = `{"level":40,"time":${Date.now()},"dropped":${dropped},"msg":"log lines dropped"}\n`;
      dropped = 0;
    }
  };

  setInterval(flush, batch.waitMs).unref();
  process.on('exit', flush);

  return {
    write(line) {
      if (gathered.length + unwritten.length > limit) {
        dropped += 1;
        return;
      }
      gathered += line;
      // While a reader is waited for, the timer asks often enough.
      if (gathered.length >= batch.characters && unwritten.length === 0) flush();
    },
    flush,
  };
}

/** @returns what the reader does not take now */
function write(fd: number, bytes: Buffer): Buffer {
  let written = 0;
  try {
    while (written < bytes.length) written += writeSync(fd, bytes, written);
  } catch (error) {
    // Anything else (nobody reads any more, the disk is full) is no reason to stop serving.
    if ((error as NodeJS.ErrnoException).code === 'EAGAIN') return bytes.subarray(written);
  }
  return nothing;
}
