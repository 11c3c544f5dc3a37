import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { platformThat, rolloutWith } from '../../test/rollout.ts';
import { digest, wantedOf } from '../../test/stacks.ts';
import { prove } from './prove.ts';

describe('the proof of a service with several instances', () => {
  const servers: Server[] = [];
  const instance = async (answer: () => [status: number, inputTag: string]) => {
    const server = createServer((request, response) => {
      const [status, inputTag] = answer();
      response
        .writeHead(request.url === '/readyz' ? status : 200)
        .end(request.url === '/version' ? JSON.stringify({ inputTag }) : 'answer');
    });
    servers.push(server);
    await once(server.listen(0, '127.0.0.1'), 'listening');
    return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  };
  const right = 'in-aaaaaaaaaaaa';
  const ready = () => instance(() => [200, right]);
  afterEach(() => {
    for (const server of servers.splice(0)) server.close().closeAllConnections();
  });

  const proof = (addresses: () => string[] | undefined, lines: string[] = []) => {
    const rollout = rolloutWith({
      deadlineSeconds: 1,
      platform: platformThat({
        inspect: () => Promise.resolve({ digest: digest('a'), running: true, restarts: 0 }),
        addressesOf: () => Promise.resolve(addresses()),
        logs: () => Promise.resolve(''),
      }),
    });
    return prove(wantedOf('web', 'a', { versionPath: '/version' }), rollout).finally(() =>
      lines.push(...rollout.lines),
    );
  };

  it('is that each is ready', async () => {
    const addresses = [await ready(), await ready()];
    await expect(proof(() => addresses)).resolves.toBeUndefined();
    const sick = await instance(() => [503, right]);
    await expect(proof(() => [...addresses, sick])).rejects.toMatchObject({
      message: 'web was not ready within 1 s: 503 answer',
      where: `${sick}/readyz`,
    });
  });

  it('is that each says which version it is', async () => {
    const addresses = [await ready(), await instance(() => [200, 'in-another'])];
    await expect(proof(() => addresses)).rejects.toThrow(`it reports in-another, wanted is ${right}`);
  });

  it('asks anew where they are, since they come and go', async () => {
    let asked = 0;
    const address = await ready();
    await proof(() => ((asked += 1) < 3 ? ['http://127.0.0.1:1'] : [address]));
    expect(asked).toBe(3);
  });

  it('fails where none of them runs, whatever the platform says', async () => {
    await expect(proof(() => [])).rejects.toThrow('web was not ready within 1 s: none of its tasks runs');
  });

  it('is the platform’s word alone where they cannot be reached from here, and says so', async () => {
    const lines: string[] = [];
    await proof(() => undefined, lines);
    expect(lines.join()).toContain('it is not reachable from here');
  });
});
