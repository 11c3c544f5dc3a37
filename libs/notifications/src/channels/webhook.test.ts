import { aDelivery } from '../../test/delivery.ts';
import { anEvent } from '../../test/event.ts';
import { answer, startServer, type TestServer } from '../../test/server.ts';
import { verifySignature } from '../signature.ts';
import { sendToWebhook } from './webhook.ts';

const key = '0123456789abcdef';

describe('sendToWebhook', () => {
  let server: TestServer | undefined;
  afterEach(async () => {
    await server?.stop();
    server = undefined;
  });

  function send(url = `${server?.url ?? ''}/in`, env = { KEY: key }) {
    const delivery = aDelivery({ env });
    const channel = { kind: 'webhook' as const, url, secretVariable: 'KEY', on: [] };
    return sendToWebhook(channel, delivery).finally(delivery.clear);
  }

  it('posts what its receiver can check', async () => {
    server = await startServer(answer(204));
    expect(await send()).toBe('sent');
    const { headers, body } = server.received[0] ?? { headers: {}, body: '' };
    expect(verifySignature(body, headers, [key])).toBe(true);
  });

  it('says in headers what it is about', async () => {
    server = await startServer(answer(204));
    await send();
    const { headers, body } = server.received[0] ?? { headers: {}, body: '{}' };
    const { version, delivery, event } = JSON.parse(body) as Record<string, unknown>;
    expect(headers).toMatchObject({ 'x-prod-e-event': 'failed', 'x-prod-e-delivery': delivery });
    expect({ version, event }).toEqual({
      version: 1,
      event: { ...anEvent(), at: '2026-11-24T08:15:30.123Z' },
    });
  });

  it('keeps the id of the delivery over retries', async () => {
    server = await startServer(answer(503), answer(500), answer(200));
    await send();
    const ids = server.received.map(({ headers }) => headers['x-prod-e-delivery']);
    expect(ids).toHaveLength(3);
    expect(new Set(ids).size).toBe(1);
  });

  it('gives each delivery an id of its own', async () => {
    server = await startServer(answer(200));
    await send();
    await send();
    const ids = server.received.map(({ headers }) => headers['x-prod-e-delivery']);
    expect(new Set(ids).size).toBe(2);
  });

  it('does not follow a redirect with what it sends', async () => {
    const other = await startServer(answer(200));
    server = await startServer(answer(307, { Location: other.url }));
    await expect(send()).rejects.toMatchObject({
      message: 'it answered 307, a redirect',
      next: "check the webhook's url, and that its receiver knows the key in KEY",
    });
    expect(other.received).toEqual([]);
    await other.stop();
  });

  it.each([
    ['a key that is not set', '', 'the variable KEY is not set'],
    ['a key that can be guessed', 'short', 'the key in KEY is shorter than 16 characters'],
  ])('refuses %s', async (_, value, message) => {
    await expect(send('https://hooks.example/', { KEY: value })).rejects.toMatchObject({ message });
  });

  it('refuses an address that others can listen to', async () => {
    await expect(send('http://hooks.example/')).rejects.toMatchObject({
      message: 'the url of the webhook is not an address of https',
    });
  });
});
