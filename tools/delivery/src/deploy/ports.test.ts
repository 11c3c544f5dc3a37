import { once } from 'node:events';
import { createServer, type AddressInfo, type Server } from 'node:net';
import { liveOf, wantedOf } from '../../test/stacks.ts';
import type { LiveStack } from '../platforms/index.ts';
import type { Decision } from '../decide/index.ts';
import { assertPortsFree } from './ports.ts';

let other: Server;
let port = 0;
beforeEach(async () => {
  other = createServer();
  await once(other.listen(0, '127.0.0.1'), 'listening');
  ({ port } = other.address() as AddressInfo);
});
afterEach(() => {
  other.close();
});

const decision = (change: Decision['change'], live?: Partial<LiveStack>): Decision => ({
  name: 'web',
  change,
  reason: '',
  wanted: wantedOf('web', 'a', { url: `http://127.0.0.1:${port}` }),
  ...(live && { live: liveOf('web', 'a', live) }),
});

describe('assertPortsFree', () => {
  it('names the port that another program has, who wants it, and what to write where', async () => {
    await expect(assertPortsFree([decision('create')], 'lab')).rejects.toMatchObject({
      message: `already taken: 127.0.0.1:${port} (wanted by web)`,
      where: 'infra/src/environments/lab.ts',
      next: expect.stringContaining(`ports: { "web": ${port + 10_000} }`),
      exit: 2,
    });
  });

  it('names every port that is taken, at once', async () => {
    const both = [decision('create'), { ...decision('create'), name: 'api' }];
    await expect(assertPortsFree(both, 'lab')).rejects.toThrow(/wanted by web\), .*wanted by api\)/);
  });

  it('takes the port of a service that is live for its own', async () => {
    const live = { published: `127.0.0.1:${port}` };
    await expect(assertPortsFree([decision('update', live)], 'lab')).resolves.toBeUndefined();
  });

  it('moves no live service to a port that is taken', async () => {
    const live = { published: `127.0.0.1:${port + 1}` };
    await expect(assertPortsFree([decision('update', live)], 'lab')).rejects.toThrow('already taken');
  });

  it('looks again where a service has stopped: another may have taken its place', async () => {
    await expect(assertPortsFree([decision('retry', { running: false })], 'lab')).rejects.toThrow(
      'already taken',
    );
  });

  it('lets a port go that is free', async () => {
    other.close();
    await once(other, 'close');
    await assertPortsFree([decision('create')], 'lab');
    await once(other.listen(port, '127.0.0.1'), 'listening');
  });

  it('asks for no port of a foundation', async () => {
    const foundation: Decision = {
      name: 'foundation',
      change: 'create',
      reason: '',
      wanted: wantedOf('foundation'),
    };
    await expect(assertPortsFree([foundation], 'lab')).resolves.toBeUndefined();
  });
});
