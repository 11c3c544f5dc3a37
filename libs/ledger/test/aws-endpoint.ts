import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface Answer {
  status: number;
  /** Name of the error, in AWS's protocol. */
  error?: string;
  body?: object;
}

/** An endpoint of loopback that speaks DynamoDB's protocol and answers as it is told, or never. */
export interface AwsEndpoint {
  endpoint: string;
  /** Names of the operations that it was asked for. */
  asked: string[];
  stop(): Promise<void>;
}

/** @param answer `undefined` for none at all; `count` is how many requests there were before */
export function awsEndpoint(answer: (count: number) => Answer | undefined): Promise<AwsEndpoint> {
  const asked: string[] = [];
  const server = createServer((request, response) => {
    const told = answer(asked.length);
    asked.push(String(request.headers['x-amz-target']).split('.')[1] ?? '');
    request.resume();
    if (!told) return;
    const { status, error, body } = told;
    response.writeHead(status, { 'content-type': 'application/x-amz-json-1.0' });
    const type = error === undefined ? {} : { __type: `com.amazonaws.dynamodb.v20120810#${error}` };
    response.end(JSON.stringify({ ...type, ...body }));
  });
  return new Promise((resolve) => {
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address() as AddressInfo;
      resolve({
        endpoint: `http://127.0.0.1:${port}`,
        asked,
        stop: () =>
          new Promise((stopped) => {
            server.close(() => {
              stopped();
            });
            server.closeAllConnections();
          }),
      });
    });
  });
}
