import { aDelivery } from '../../test/delivery.ts';
import { anEvent } from '../../test/event.ts';
import { answer, cut, startServer, type TestServer } from '../../test/server.ts';
import { slackMessage } from '../templates/slack.ts';
import { sendToSlack } from './slack.ts';

describe('sendToSlack', () => {
  let server: TestServer;
  afterEach(() => server.stop());

  async function send(path = '/services/T/B/token') {
    const delivery = aDelivery({ env: { SLACK: `${server.url}${path}\n` } });
    return sendToSlack({ kind: 'slack', urlVariable: 'SLACK', on: [] }, delivery).finally(delivery.clear);
  }

  it('posts blocks and a text', async () => {
    server = await startServer(answer(200, {}, 'ok'));
    expect(await send()).toBe('sent');
    expect(server.received).toMatchObject([
      { path: '/services/T/B/token', headers: { 'content-type': 'application/json; charset=utf-8' } },
    ]);
    expect(JSON.parse(server.received[0]?.body ?? '')).toEqual(slackMessage(anEvent()));
  });

  it.each([
    ['a fault of the server', answer(500)],
    ['a cut connection', cut],
    ['too many requests', answer(429, { 'Retry-After': '1' })],
  ])('tries again after %s', async (_, first) => {
    server = await startServer(first, answer(200));
    expect(await send()).toBe('sent');
    expect(server.received).toHaveLength(2);
  });

  it('says what to do when Slack knows the webhook no more, at once', async () => {
    server = await startServer(answer(404, {}, 'no_service'));
    await expect(send()).rejects.toMatchObject({
      message: 'it answered 404 no_service',
      next: 'make an incoming webhook for the Slack channel, and set SLACK to its address',
    });
    expect(server.received).toHaveLength(1);
  });
});
