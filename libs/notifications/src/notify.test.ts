import { spawnSync } from 'node:child_process';
import { closeSync, constants, openSync } from 'node:fs';
import { type Scratch, scratchFolder } from '@prod-e/testing/fixtures';
import { anEvent } from '../test/event.ts';
import { answer, cut, endless, hang, startServer, type TestServer } from '../test/server.ts';
import { type ChannelInput, channelSchema, type DeliveryEvent } from './event.ts';
import { notify, type NotifyOptions } from './notify.ts';

/** Generous: the machine may be busy. Without a budget a hanging server would take minutes. */
const farAboveBudget = 20_000;

describe('notify', () => {
  let servers: TestServer[] = [];
  let scratch: Scratch;
  beforeEach(() => {
    scratch = scratchFolder();
  });
  afterEach(async () => {
    await Promise.all(servers.map((server) => server.stop()));
    servers = [];
    scratch.remove();
  });

  const serve = async (...answers: Parameters<typeof startServer>) => {
    const server = await startServer(...answers);
    servers.push(server);
    return server;
  };

  async function run(
    channels: ChannelInput[],
    options: Partial<NotifyOptions> = {},
    event: DeliveryEvent = anEvent(),
  ) {
    const warnings: string[] = [];
    const started = performance.now();
    const receipts = await notify(
      event,
      channels.map((channel) => channelSchema.parse(channel)),
      { env: {}, budgetMilliseconds: 30_000, warn: (line) => warnings.push(line), ...options },
    );
    return { receipts, warnings, milliseconds: performance.now() - started };
  }

  const slack = (urlVariable = 'SLACK'): ChannelInput => ({ kind: 'slack', urlVariable });

  it('tells every channel that wants to know, in their order', async () => {
    const { url, received } = await serve(answer(200));
    const { receipts, warnings } = await run(
      [
        { kind: 'job-summary' },
        { ...slack(), on: ['succeeded'] },
        { kind: 'webhook', url: `${url}/in`, secretVariable: 'KEY' },
        slack(),
      ],
      {
        env: {
          SLACK: `${url}/slack`,
          KEY: '0123456789abcdef',
          GITHUB_STEP_SUMMARY: `${scratch.folder}/summary`,
        },
      },
    );
    expect(receipts).toMatchObject([
      { channel: 'job summary', kind: 'job-summary', status: 'sent' },
      { channel: `webhook (${new URL(url).host})`, kind: 'webhook', status: 'sent' },
      { channel: 'Slack (SLACK)', kind: 'slack', status: 'sent' },
    ]);
    expect(received.map(({ path }) => path).sort()).toEqual(['/in', '/slack']);
    expect(warnings).toEqual([]);
  });

  it('says nothing of a start, unless asked to', async () => {
    const started = anEvent({ kind: 'started' });
    expect((await run([{ kind: 'job-summary' }], {}, started)).receipts).toEqual([]);
    expect((await run([{ kind: 'job-summary', on: ['started'] }], {}, started)).receipts).toMatchObject([
      { status: 'skipped' },
    ]);
  });

  it('tells the others where one is down', async () => {
    const { url } = await serve(answer(200));
    const { receipts, warnings } = await run([slack('MISSING'), slack()], { env: { SLACK: url } });
    expect(receipts).toMatchObject([
      { status: 'failed', problem: 'the variable MISSING is not set' },
      { status: 'sent' },
    ]);
    expect(warnings).toEqual([
      'Slack (MISSING) was not told of "failed": the variable MISSING is not set; next: set MISSING, or take the channel out of the environment\'s configuration',
    ]);
  });

  it.each([
    ['does not answer', hang],
    ['does not end its refusal', endless(500)],
    ['wants us to wait for long', answer(429, { 'Retry-After': '3600' })],
    ['cuts every connection', cut],
  ])('takes no longer than its budget where a server %s', async (_, behaviour) => {
    const { url } = await serve(behaviour);
    const { receipts, warnings, milliseconds } = await run([slack(), slack()], {
      env: { SLACK: url },
      budgetMilliseconds: 400,
    });
    expect(receipts).toMatchObject([{ status: 'failed' }, { status: 'failed' }]);
    expect(warnings).toHaveLength(2);
    expect(milliseconds).toBeLessThan(farAboveBudget);
  });

  it('says that there was no answer in time, and what came before', async () => {
    const { url } = await serve(answer(503), hang);
    const { receipts } = await run([slack()], { env: { SLACK: url }, budgetMilliseconds: 1000 });
    expect(receipts).toMatchObject([
      { problem: 'it did not answer within 1 s; before that: it answered 503' },
    ]);
  });

  it('closes the connections that it gives up', async () => {
    let closed: () => void = () => undefined;
    const isClosed = new Promise<void>((resolve) => {
      closed = resolve;
    });
    const { url } = await serve((response) => {
      response.on('close', closed);
    });
    await run([slack()], { env: { SLACK: url }, budgetMilliseconds: 400 });
    await isClosed;
  });

  it('takes no longer than its budget where something does not heed its end', async () => {
    const pipe = `${scratch.folder}/pipe`;
    spawnSync('mkfifo', [pipe]);
    const { receipts } = await run([{ kind: 'job-summary' }], {
      env: { GITHUB_STEP_SUMMARY: pipe },
      budgetMilliseconds: 400,
    });
    // Opening a pipe for writing waits until somebody reads from it.
    closeSync(openSync(pipe, constants.O_RDONLY | constants.O_NONBLOCK));
    expect(receipts).toMatchObject([{ status: 'failed', problem: 'it did not answer within 0.4 s' }]);
  });

  it('stops when its caller does', async () => {
    const { url } = await serve(hang);
    const controller = new AbortController();
    setTimeout(() => {
      controller.abort();
    }, 200);
    const { receipts, milliseconds } = await run([slack()], {
      env: { SLACK: url },
      signal: controller.signal,
      budgetMilliseconds: 600_000,
    });
    expect(receipts).toMatchObject([{ status: 'failed', problem: 'it was stopped before it answered' }]);
    expect(milliseconds).toBeLessThan(farAboveBudget);
  });

  it('does not begin when its caller has stopped', async () => {
    const { url, received } = await serve(answer(200));
    const { receipts } = await run([slack()], { env: { SLACK: url }, signal: AbortSignal.abort() });
    expect(receipts).toMatchObject([{ status: 'failed' }]);
    expect(received).toEqual([]);
  });

  it('does not fail with whom it warns', async () => {
    const warn = () => {
      throw new Error('nobody listens');
    };
    expect((await run([slack()], { warn })).receipts).toMatchObject([{ status: 'failed' }]);
  });

  it('turns what we got wrong into a warning of one line', async () => {
    const broken = anEvent({ services: [{ name: null as unknown as string }] });
    const { warnings } = await run([slack()], { env: { SLACK: 'https://hooks.example/' } }, broken);
    expect(warnings).toHaveLength(1);
    expect(warnings[0]).toMatch(/^Slack \(SLACK\) .*TypeError.*please report it$/);
  });

  it('warns in one line, whatever a server says', async () => {
    const { url } = await serve(answer(400, {}, 'a\r\n::error::b\u001B[2J\u0000c'.repeat(500)));
    const { warnings } = await run([slack()], { env: { SLACK: url } });
    expect(warnings).toHaveLength(1);
    expect(warnings[0]).toMatch(/^Slack \(SLACK\) [^\p{Cc}]*$/u);
    expect(warnings[0]?.length).toBeLessThan(800);
  });
});
