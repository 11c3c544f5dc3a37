export { createHttpServer, type DrainOptions, type HttpServer, type Timeouts } from './http-server.ts';
export { stopOnSignals, type StopOptions } from './signals.ts';
export { runMain } from './run-main.ts';
