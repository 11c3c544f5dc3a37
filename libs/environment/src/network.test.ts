import { parseEnvironment } from './index.ts';

const parse = (more: object) =>
  parseEnvironment(
    { platform: 'aws', name: 'dev', account: '000000000000', region: 'eu-central-1', ...more },
    'dev.ts',
  );

describe('the network of an environment on AWS', () => {
  it('is over two zones, by endpoints, unless told otherwise', () => {
    expect(parse({})).toMatchObject({ network: { cidr: '10.0.0.0/16', zones: 2, egress: 'endpoints' } });
  });

  it.each(['10.0.0.0/16', '192.168.240.0/20'])('may have the block %s', (cidr) => {
    expect(parse({ network: { cidr } })).toMatchObject({ network: { cidr } });
  });

  it.each([
    ['a block that AWS does not make', '10.0.0.0/8', /network\.cidr: must be from \/16/],
    ['a block without room for its subnets', '10.0.0.0/21', /network\.cidr: must be from \/16/],
    ['a block that begins within another', '10.0.8.0/20', /network\.cidr: must begin at its first address/],
    ['what is no block', '10.0.0.0', /network\.cidr/],
  ])('refuses %s', (_what, cidr, message) => {
    expect(() => parse({ network: { cidr } })).toThrow(message);
  });
});

describe('the domain of an environment on AWS', () => {
  it.each(['example.org', 'dev.example.org'])('may be %s in the zone example.org', (name) => {
    expect(parse({ domain: { name, zone: 'example.org' } })).toMatchObject({ domain: { name } });
  });

  it.each(['dev.example.com', 'notexample.org'])(
    'refuses %s, which is not in the zone example.org',
    (name) => {
      expect(() => parse({ domain: { name, zone: 'example.org' } })).toThrow(
        /domain\.name: must be the zone/,
      );
    },
  );
});
