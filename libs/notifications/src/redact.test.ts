import type { Channel } from './event.ts';
import { redactor, secretsOf } from './redact.ts';

const on: Channel['on'] = ['failed'];
const slack: Channel = { kind: 'slack', urlVariable: 'SLACK', on };
const webhook: Channel = { kind: 'webhook', url: 'https://hooks.example/in', secretVariable: 'KEY', on };
const email: Channel = {
  kind: 'email',
  topicArn: 'arn:aws:sns:eu-central-1:1:t',
  region: 'eu-central-1',
  on,
};

const redact = (text: string, channels: Channel[], env: Record<string, string>) =>
  redactor(secretsOf(channels, env))(text);

const address = 'https://hooks.example/services/T000/B000/aVeryLongTokenOfTheWebhook?key=anotherVeryLongKey';

describe('redactor', () => {
  it.each([
    ['the address', address],
    ['the path', '/services/T000/B000/aVeryLongTokenOfTheWebhook'],
    ['the token', 'aVeryLongTokenOfTheWebhook'],
    ['a value of the query', 'anotherVeryLongKey'],
    ['the address in an address', encodeURIComponent(address)],
  ])("takes %s of Slack's webhook out", (_, secret) => {
    expect(redact(`before ${secret} after`, [slack], { SLACK: address })).toBe('before [redacted] after');
  });

  it('takes the key of a signature out', () => {
    expect(redact('key=0123456789abcdef!', [webhook], { KEY: '0123456789abcdef' })).toBe('key=[redacted]!');
  });

  it('takes it out as it looks in JSON', () => {
    const key = '0123456789"\\abcdef';
    expect(redact(JSON.stringify({ key }), [webhook], { KEY: key })).toBe('{"key":"[redacted]"}');
  });

  it("takes the address of another's webhook out", () => {
    expect(redact('to https://hooks.example/in', [webhook], {})).toBe('to [redacted]');
  });

  it('takes the credentials of AWS out', () => {
    const env = { AWS_SECRET_ACCESS_KEY: '0123456789abcdef', AWS_SESSION_TOKEN: 'fedcba9876543210' };
    expect(redact('0123456789abcdef fedcba9876543210', [email], env)).toBe('[redacted] [redacted]');
  });

  it('takes out what was to be an address and is none', () => {
    expect(redact('not an address', [slack], { SLACK: 'not an address' })).toBe('[redacted]');
  });

  it('leaves words alone', () => {
    const env = { AWS_SECRET_ACCESS_KEY: 'test', SLACK: 'https://hooks.example/services/T/B/short' };
    expect(redact('services of the test', [email, slack, { kind: 'job-summary', on }], env)).toBe(
      'services of the test',
    );
  });

  it('goes through values of any depth, and leaves what is no text', () => {
    const at = new Date();
    const value = { list: [{ text: 'is 0123456789abcdef' }], at, count: 1, none: undefined, nothing: null };
    expect(redactor(['0123456789abcdef'])(value)).toEqual({ ...value, list: [{ text: 'is [redacted]' }] });
  });
});
