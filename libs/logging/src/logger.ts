import { pino, stdTimeFunctions, type Logger } from 'pino';
import { batchedSink, type BatchedSink, type Sink } from './batched-sink.ts';
import { redaction } from './redaction.ts';

export const logLevels = ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'] as const;

export type LogLevel = (typeof logLevels)[number];

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

/**
 * A logger of JSON lines. Lines are gathered and written together: 100 ms after they came at the latest,
 * when `flush` is called, and when the process exits.
 */
export function createLogger({ name, version, level = 'info', to = 1 }: LoggerOptions): Log {
  const fields = { service: name, version };
  const options = { level, base: fields, redact: redaction, timestamp: stdTimeFunctions.epochTime };
  const sink = typeof to === 'object' ? unbatched(to) : batchedSink(to);
  return {
    logger: pino(options, sink),
    sink,
    fields,
    flush: () => {
      sink.flush();
    },
  };
}

function unbatched(sink: Sink): BatchedSink {
  return { write: (line) => sink.write(line), flush: () => undefined };
}
