/** Bare Koa. */
import Koa from 'koa';
import { body, port } from './shared.ts';

new Koa()
  .use((ctx) => {
    ctx.type = 'application/json';
    ctx.body = body;
  })
  .listen(port, '127.0.0.1');
