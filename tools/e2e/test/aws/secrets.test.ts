import { readFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import type { AwsLab, Machine } from '@prod-e/delivery/aws-lab';
import { describeAws } from './describe-aws.ts';
import { placesOf } from './places.ts';

const canaries = {
  AWS_SECRET_ACCESS_KEY: 'canaryAwsSecret0123456789abcdefghijklmnop',
  SLACK_URL: 'canarySlackPath0123456789',
  WEBHOOK_KEY: 'canaryWebhookKey0123456789abcdef',
};
const canary = new RegExp(Object.values(canaries).join('|'));

describeAws('a secret of a deployment to AWS', (aws) => {
  const before = { ...process.env };
  let server: Server;
  let lab: AwsLab;
  let laptop: Machine;
  let plans: string;
  let printed = '';
  /** Answers of the receivers: one that repeats what it was told is the worst of them. */
  let status = 200;

  const listen = (): Promise<number> =>
    new Promise((resolve) => {
      server = createServer((request, response) => {
        request.resume().on('end', () => {
          response.writeHead(status).end(`${String(request.url)} ${JSON.stringify(request.headers)}`);
        });
      }).listen(0, '127.0.0.1', () => {
        resolve((server.address() as AddressInfo).port);
      });
    });

  beforeAll(async () => {
    const port = await listen();
    const { region, endpoint } = aws.cloud().aws;
    const on = ['started', 'succeeded', 'failed', 'rolled back', 'approval wanted', 'drifted'];
    lab = await aws.environment({
      proof: { deadlineSeconds: 20, pollSeconds: 5 },
      notifications: [
        { kind: 'slack', urlVariable: 'SLACK_URL', on },
        { kind: 'webhook', url: `http://127.0.0.1:${port}/hook`, secretVariable: 'WEBHOOK_KEY', on },
        { kind: 'email', topicArn: aws.cloud().topic.arn, region, endpoint, on },
        { kind: 'job-summary', on },
      ],
    });
    laptop = lab.machine();
    plans = join(laptop.folder, 'plans');
    Object.assign(process.env, canaries, {
      SLACK_URL: `http://127.0.0.1:${port}/${canaries.SLACK_URL}`,
      GITHUB_ACTIONS: 'true',
      GITHUB_STEP_SUMMARY: join(laptop.folder, 'summary.md'),
    });
  });
  afterAll(() => {
    process.env = before;
    server.close();
    server.closeAllConnections();
  });

  const run = async (command: Promise<{ result: unknown; text: string }>) => {
    const { result, text } = await command;
    const {
      message = '',
      where = '',
      next = '',
    } = result as { message?: string; where?: string; next?: string };
    printed += [text, message, where, next].join('\n');
    return result;
  };

  test.each([200, 500])('is told of by no command, where receivers answer %d', async (answer) => {
    status = answer;
    const release = answer === 200 ? 'one' : 'two';
    laptop.want({ web: release });
    expect(await run(laptop.plan({ out: plans, approval: true }))).toBe(true);
    expect(await run(laptop.deploy())).toBe(true);
    laptop.want({ web: 'broken' });
    expect(await run(laptop.deploy())).toBe(false);
    await lab.byHand('DeleteService', { service: lab.resource('web'), force: true });
    expect(await run(laptop.drift())).toMatchObject({ exit: 3 });
    expect(await run(laptop.status())).toBe(true);
    expect(await run(laptop.rollback())).toBe(true);
    lab.cloud.table.fail({ refuse: true });
    expect(await run(laptop.deploy())).toBe(false);
    lab.cloud.table.heal();
  });

  test('is in no output', () => {
    expect(printed).toContain('was not told of "rolled back": it answered 500 [redacted]');
    expect(printed).not.toMatch(canary);
  });

  test('is in no state, in no item of the ledger, no file, and no saved plan', async () => {
    for (const [where, texts] of Object.entries(await placesOf(lab, laptop, plans))) {
      // What is known to be there is found.
      expect([where, texts.some((text) => text.includes(lab.resource('web')))]).toEqual([where, true]);
      expect([where, texts.filter((text) => canary.test(text))]).toEqual([where, []]);
    }
    const summary = readFileSync(join(laptop.folder, 'summary.md'), 'utf8');
    expect(summary).toContain(lab.name);
    expect(summary).not.toMatch(canary);
  });
});
