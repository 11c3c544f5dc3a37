import { destination, pino, stdTimeFunctions, type Logger } from 'pino';
import { redaction } from './redaction.ts';

export const logLevels = ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'] as const;

export type LogLevel = (typeof logLevels)[number];

/** Where lines go. */
export interface Sink {
  write(line: string): unknown;
}

export interface LoggerOptions {
  /** The service, in each line. */
  name: string;
  /** Its version, in each line. */
  version: string;
  level?: LogLevel;
  /** A file descriptor, or the path of a file, or something to write to; standard output unless said. */
  to?: number | string | Sink;
}

export interface Log {
  /** A pino logger: values of secrets are redacted. */
  logger: Logger;
  sink: Sink;
  /** What every line carries, as the start of a JSON object without its level and time. */
  fields: { service: string; version: string };
  /** Writes what is buffered, now: before the process ends. */
  flush(): void;
}

/** Bytes that are gathered before a write, and the longest that a line waits for others, in milliseconds. */
const batch = { bytes: 8192, wait: 100 };

/**
 * A logger of JSON lines. Lines are gathered and written behind the program's back: logging must not be what
 * a request waits for. A line waits 100 ms at most, and `flush` is for the end of the process.
 */
export function createLogger({ name, version, level = 'info', to = 1 }: LoggerOptions): Log {
  const fields = { service: name, version };
  const options = { level, base: fields, redact: redaction, timestamp: stdTimeFunctions.epochTime };
  if (typeof to === 'object') {
    return { logger: pino(options, to), sink: to, fields, flush: () => undefined };
  }
  const sink = destination({ dest: to, sync: false, minLength: batch.bytes, mkdir: true });
  setInterval(() => {
    sink.flush();
  }, batch.wait).unref();
  return {
    logger: pino(options, sink),
    sink,
    fields,
    flush: () => {
      sink.flushSync();
    },
  };
}
