export { createHttpServer, type HttpServer, type HttpServerOptions, type Timeouts } from './http-server.ts';
export type { DrainOptions } from './drain.ts';
export type { FlatHeaders, TrackedResponse } from './tracked-response.ts';
export { stopOnSignals, type StopOptions } from './signals.ts';
export { runMain } from './run-main.ts';
