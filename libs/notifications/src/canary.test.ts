import { freePort } from '@prod-e/testing/fixtures';
import { anEvent } from '../test/event.ts';
import { answer, cut, hang, startServer } from '../test/server.ts';
import { type Channel, eventKinds } from './event.ts';
import { notify } from './notify.ts';

const on = [...eventKinds];
const token = 'canaryTokenOfTheSlackWebhook';
const key = 'canary/key+of the "signature"';
const awsKey = 'canarySecretAccessKeyOfTheCloud';
const session = 'canarySessionTokenOfTheCloud';
const path = 'canaryPathOfTheGenericWebhook';
const [malformed, insecure, user] = ['canaryMalformed', 'canaryInsecure', 'canaryOfAUser'];
const secrets = [token, key, awsKey, session, path, malformed, insecure, user];

/** What the process printed while it ran. */
async function printedBy(run: () => Promise<unknown>): Promise<string> {
  const spies = [process.stdout, process.stderr].map((stream) => jest.spyOn(stream, 'write'));
  spies.forEach((spy) => spy.mockReturnValue(true));
  try {
    await run();
    return spies.flatMap((spy) => spy.mock.calls.flat()).join('');
  } finally {
    spies.forEach((spy) => {
      spy.mockRestore();
    });
  }
}

/** Every way in which a server tells its client what that sent. */
const echo =
  (status: number): Parameters<typeof startServer>[number] =>
  (response, { path: requested = '', headers, body }) => {
    response.writeHead(status, { location: `https://e.example${requested}` });
    response.end(`${requested} ${JSON.stringify(headers)} ${key} ${awsKey} ${body}`);
  };

const refusal = `<ErrorResponse><Error><Code>SignatureDoesNotMatch</Code><Message>${awsKey} ${session}</Message></Error></ErrorResponse>`;

describe('a secret', () => {
  it.each([
    ['answers well', [answer(200)]],
    ['refuses and repeats what it was sent', [echo(400)]],
    ['sends on and repeats what it was sent', [echo(307)]],
    ['fails and repeats what it was sent', [echo(500)]],
    [
      'refuses as AWS does, and repeats what it knows',
      [answer(403, { 'content-type': 'text/xml' }, refusal)],
    ],
    ['cuts the connection', [cut]],
    ['does not answer', [hang]],
    ['is not there', undefined],
  ])('is told to nobody where a server %s', async (_, answers) => {
    const server = answers && (await startServer(...answers));
    const base = server?.url ?? `http://127.0.0.1:${await freePort()}`;
    const channels: Channel[] = [
      { kind: 'slack', urlVariable: 'SLACK', on },
      { kind: 'slack', urlVariable: 'MALFORMED', on },
      { kind: 'slack', urlVariable: 'INSECURE', on },
      { kind: 'slack', urlVariable: 'WITH_USER', on },
      { kind: 'webhook', url: `${base}/${path}`, secretVariable: 'KEY', on },
      { kind: 'email', topicArn: 'arn:aws:sns:us-east-1:1:t', region: 'us-east-1', endpoint: base, on },
      { kind: 'job-summary', on },
    ];
    const env = {
      SLACK: `${base}/services/T0/B0/${token}`,
      MALFORMED: `hooks.example/${malformed}`,
      INSECURE: `http://hooks.example/${insecure}`,
      WITH_USER: `https://${user}@hooks.example/`,
      KEY: key,
      AWS_ACCESS_KEY_ID: 'AKIA0',
      AWS_SECRET_ACCESS_KEY: awsKey,
      AWS_SESSION_TOKEN: session,
      GITHUB_STEP_SUMMARY: '/dev/null/none',
    };
    const event = anEvent({
      reason: `${base}/services/T0/B0/${token} answered 500; ${key} ${awsKey} ${session}`,
      services: [token, key, awsKey, session, path].map((name) => ({ name })),
      link: `https://ci.example/?${session}`,
    });
    const warnings: string[] = [];
    let receipts: unknown;
    const printed = await printedBy(async () => {
      receipts = await notify(event, channels, {
        env,
        warn: (line) => warnings.push(line),
        budgetMilliseconds: 2000,
      });
    });
    await server?.stop();
    const bodies = server?.received.map(({ body }) => body) ?? [];
    const decoded = bodies.map((body) =>
      decodeURIComponent(body.replaceAll('+', ' ').replace(/%(?![\dA-F]{2})/g, '%25')),
    );
    const told = [JSON.stringify(receipts), ...warnings, printed, ...bodies, ...decoded].join('\n');
    expect(receipts).toHaveLength(channels.length);
    expect(warnings.length).toBeGreaterThanOrEqual(4);
    for (const secret of [...secrets, JSON.stringify(key).slice(1, -1)]) expect(told).not.toContain(secret);
  });

  it('is in what this file looks through, where nothing takes it out', async () => {
    const server = await startServer(answer(200));
    const channels: Channel[] = [{ kind: 'slack', urlVariable: 'SLACK', on }];
    const event = anEvent({ reason: token });
    await notify(event, channels, { env: { SLACK: `${server.url}/` }, warn: () => undefined });
    await server.stop();
    expect(server.received[0]?.body).toContain(token);
  });
});
