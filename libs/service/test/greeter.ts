/** A second service, to show what it takes: the five lines below. */
import { createService, readServiceConfig, runMain } from '../src/index.ts';

void runMain(() => {
  const service = createService({ name: 'greeter', config: readServiceConfig(process.env) });
  service.get('/hello/:name', (ctx) => {
    ctx.body = { hello: ctx.params['name'] };
  });
  return service.run();
});
