/** A server for the tests of signals: `/slow` takes SLOW_MS, everything else answers at once. */
import { createHttpServer, runMain, stopOnSignals } from '../src/index.ts';

const { SLOW_MS = '0', DEADLINE_MS = '2000', NOTICE_MS = '0', HANG = '' } = process.env;
let ready = true;

const server = createHttpServer({
  timeouts: { request: 5000, headers: 5000, keepAlive: 60_000 },
  begin: () => undefined,
  commonHeaders: () => [],
  end: () => undefined,
  handle: ({ url }, response) => {
    if (url === '/readyz') response.writeHead(ready ? 200 : 503).end(ready ? 'ready' : 'draining');
    else if (url === '/slow') setTimeout(() => response.end('slow'), Number(SLOW_MS));
    else response.end('quick');
  },
});

void runMain(async () => {
  const url = await server.listen(0, '127.0.0.1');
  stopOnSignals(server, {
    noticeMs: Number(NOTICE_MS),
    deadlineMs: Number(DEADLINE_MS),
    onSignal: (signal) => {
      ready = false;
      console.log(`draining ${signal} ${server.inFlight}`);
    },
    onStopped: async (drained) => {
      console.log(`stopped ${drained}`);
      if (HANG) await new Promise(() => setTimeout(() => undefined, 60_000));
    },
  });
  // Whoever reads this may send a signal at once.
  console.log(url);
});
