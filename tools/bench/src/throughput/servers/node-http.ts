/** Bare node:http. */
import { createServer } from 'node:http';
import { body, port } from './shared.ts';

createServer((_request, response) => {
  response.writeHead(200, {
    'Content-Type': 'application/json; charset=utf-8',
    'Content-Length': Buffer.byteLength(body),
  });
  response.end(body);
}).listen(port, '127.0.0.1');
