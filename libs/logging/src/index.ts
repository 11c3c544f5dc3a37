export { createLogger, type Log, type LogLevel, type LoggerOptions, logLevels } from './logger.ts';
export { createAccessLog, type AccessEntry } from './access-log.ts';
export { createRequestIds } from './request-id.ts';
