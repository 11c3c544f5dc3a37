import { environmentPrefix, imageRepository, parseEnvironment, serviceResource } from './index.ts';

describe('parseEnvironment', () => {
  it('binds to loopback unless told otherwise', () => {
    expect(parseEnvironment({ platform: 'local', name: 'local' }, 'local.ts')).toEqual({
      platform: 'local',
      name: 'local',
      address: '127.0.0.1',
      ports: {},
      variables: {},
      proof: { deadlineSeconds: 60 },
      registry: { kind: 'engine' },
      notifications: [],
    });
  });

  const aws = { platform: 'aws', name: 'dev', account: '000000000000', region: 'eu-central-1' };

  it('keeps images, history and services of AWS in the environment’s own account, by its name', () => {
    expect(parseEnvironment(aws, 'dev.ts')).toMatchObject({
      registry: { kind: 'ecr', account: '000000000000', region: 'eu-central-1' },
      ledger: { table: 'prod-e-dev' },
      cluster: 'prod-e-dev',
      ...{ reach: 'url', staleLockMinutes: 15, proof: { deadlineSeconds: 900, pollSeconds: 5 } },
      stateBucket: 'prod-e-state-000000000000-eu-central-1',
    });
  });

  it('is small, closed and cheap on AWS unless told otherwise', () => {
    expect(parseEnvironment(aws, 'dev.ts')).toMatchObject({
      network: { cidr: '10.0.0.0/16', zones: 2, egress: 'endpoints' },
      ...{ spotPercent: 0, rollout: 'rolling', retentionDays: 30, deletionProtection: false },
      ...{ services: {}, secrets: {}, approval: { reviewers: [] } },
      budget: { monthlyUsd: 100, emails: [] },
    });
  });

  it('is the same when what it was made into is read again, as a deployment does', () => {
    for (const input of [aws, { platform: 'local', name: 'local' }]) {
      const environment = parseEnvironment(input, 'x.ts');
      expect(parseEnvironment(JSON.parse(JSON.stringify(environment)), 'x.ts')).toEqual(environment);
    }
  });

  it.each([
    ['an account that is none', { account: '12' }, /account: must be twelve digits/],
    ['a region that is none', { region: 'moon' }, /region: must be a region/],
    ['polls that AWS would throttle', { proof: { pollSeconds: 1 } }, /proof\.pollSeconds/],
    [
      'a secret in place of its variable’s name',
      { notifications: [{ kind: 'slack', urlVariable: 'https://hooks' }] },
      /urlVariable/,
    ],
    [
      'a network without room for its subnets',
      { network: { cidr: '10.0.0.0/24' } },
      /network\.cidr: must be from \/16/,
    ],
    ['more zones than are paid for', { network: { zones: 4 } }, /network\.zones/],
    [
      'a secret in place of its ARN',
      { secrets: { backend: { API_KEY: 'hunter2' } } },
      /secrets\.backend\.API_KEY: must be the ARN/,
    ],
    [
      'a scaling that is upside down',
      { services: { backend: { scaling: { min: 3, max: 2 } } } },
      /services\.backend\.scaling: min must not be above max/,
    ],
    ['a retention that CloudWatch does not take', { retentionDays: 8 }, /retentionDays/],
    [
      'a domain that is none',
      { domain: { name: 'x', zone: 'example.org' } },
      /domain\.name: must be a domain/,
    ],
    [
      'an insecure registry elsewhere',
      { registry: { kind: 'oci', host: 'example.org', insecure: true } },
      /loopback only/,
    ],
  ])('refuses %s', (_what, more, message) => {
    expect(() => parseEnvironment({ ...aws, ...more }, 'dev.ts')).toThrow(message);
  });

  it('lists every problem with its path, at once', () => {
    const parse = () =>
      parseEnvironment({ platform: 'local', name: 'L', ports: { backend: 0 }, x: 1 }, 'l.ts');
    expect(parse).toThrow(/name: must be lower case.*ports\.backend: .*x/s);
  });

  it('refuses a platform that is not there', () => {
    expect(() => parseEnvironment({ platform: 'moon', name: 'm' }, 'm.ts')).toThrow(/platform: /);
  });
});

describe('names', () => {
  it('tell environment and service', () => {
    expect(environmentPrefix('local')).toBe('prod-e-local');
    expect(serviceResource('local', 'backend')).toBe('prod-e-local-backend');
    expect(imageRepository('backend')).toBe('prod-e/backend');
  });
});
