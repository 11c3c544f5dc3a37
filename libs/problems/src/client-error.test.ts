import { createServer, type Server } from 'node:http';
import { connect, type AddressInfo } from 'node:net';
import { answerClientError } from './index.ts';

let server: Server;

beforeEach(async () => {
  server = createServer(
    { headersTimeout: 200, requestTimeout: 200, connectionsCheckingInterval: 50 },
    (_, response) => {
      response.end('fine');
    },
  );
  server.on('clientError', answerClientError);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
});
afterEach(() => {
  server.close();
  server.closeAllConnections();
});

/** All that comes back for some bytes, until the server closes. */
function send(text: string): Promise<string> {
  return new Promise((resolve, reject) => {
    let received = '';
    const socket = connect((server.address() as AddressInfo).port, '127.0.0.1', () => socket.write(text));
    socket.on('data', (data) => (received += data.toString()));
    socket.on('close', () => {
      resolve(received);
    });
    socket.on('error', reject);
  });
}

describe('answerClientError', () => {
  it.each([
    ['what is not HTTP', 'hello?\r\n\r\n', 400, 'Bad Request'],
    [
      'a head that is too long',
      `GET / HTTP/1.1\r\nHost: x\r\nX: ${'x'.repeat(20_000)}\r\n\r\n`,
      431,
      'Request Header Fields Too Large',
    ],
    ['a head that does not end', 'GET / HTTP/1.1\r\nHost: x\r\n', 408, 'Request Timeout'],
  ])('answers %s with a problem', async (_name, text, status, title) => {
    const answer = await send(text);
    const [head = '', body = ''] = answer.split('\r\n\r\n');
    expect(head).toMatch(
      new RegExp(`^HTTP/1.1 ${status} ${title}\r\nContent-Type: application/problem\\+json`),
    );
    expect(head).toContain('Connection: close');
    expect(head).toContain(`Content-Length: ${body.length}`);
    expect(JSON.parse(body)).toEqual({ type: 'about:blank', title, status });
  });

  it('does not write into a connection that has been answered on', async () => {
    const answer = await send('GET / HTTP/1.1\r\nHost: x\r\n\r\n' + 'GET'.repeat(9) + ' rubbish\r\n\r\n');
    expect(answer).toContain('fine');
    expect(answer).not.toContain('problem+json');
  });
});
