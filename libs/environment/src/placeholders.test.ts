import { thrownBy } from '@prod-e/testing/fixtures';
import { assertSetUp, parseEnvironment, placeholdersOf } from './index.ts';

const parse = (more: object = {}) =>
  parseEnvironment(
    { platform: 'aws', name: 'dev', account: '111122223333', region: 'eu-central-1', ...more },
    'dev.ts',
  );
const fieldsOf = (more: object) => placeholdersOf(parse(more)).map(({ field }) => field);

describe('placeholders of an environment', () => {
  it.each([
    ['account', { account: '000000000000' }],
    ['registry.account', { registry: { kind: 'ecr', account: '000000000000', region: 'eu-central-1' } }],
    ['domain', { domain: { name: 'dev.example.org', zone: 'example.org' } }],
    ['domain', { domain: { name: 'dev.example.com', zone: 'example.com' } }],
    ['domain', { domain: { name: 'shop.example', zone: 'shop.example' } }],
    ['approval.reviewers', { approval: { reviewers: ['ann', 'team/example'] } }],
    ['budget.emails', { budget: { emails: ['ann@example.net'] } }],
    ['alarms.emails', { alarms: { emails: ['ann@mail.example.com'] } }],
  ])('are found in %s', (field, more) => {
    expect(fieldsOf(more)).toEqual([field]);
  });

  it('are named once where an account keeps its own images', () => {
    expect(fieldsOf({ account: '000000000000' })).toEqual(['account']);
  });

  it.each([
    ['what is filled in', parse({ domain: { name: 'dev.shop.org', zone: 'shop.org' } })],
    [
      'a name that only ends alike',
      parse({ domain: { name: 'counterexample.org', zone: 'counterexample.org' } }),
    ],
    [
      'an emulator, which takes any account',
      parse({ account: '000000000000', endpoint: 'http://127.0.0.1:4566' }),
    ],
    ['this machine', parseEnvironment({ platform: 'local', name: 'local' }, 'local.ts')],
  ])('are not found in %s', (_what, environment) => {
    expect(placeholdersOf(environment)).toEqual([]);
    expect(() => {
      assertSetUp(environment);
    }).not.toThrow();
  });

  it('are refused with all that is to be filled in, and where', () => {
    const environment = parse({
      account: '000000000000',
      domain: { name: 'dev.example.org', zone: 'example.org' },
    });
    const error = thrownBy(() => {
      assertSetUp(environment);
    });
    expect(error).toMatchObject({
      message: 'environment dev is not set up: placeholders stand for account, domain',
      where: 'infra/src/environments/dev.ts',
      next: expect.stringMatching(
        /^fill in account: the twelve digits of its AWS account; domain: a name in/,
      ),
      exit: 2,
    });
  });
});
