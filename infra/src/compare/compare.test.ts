import { parseEnvironment } from '@prod-e/environment';
import { awsInput } from '../../test/synthesized.ts';
import { compare } from './compare.ts';

const aws = (name: string, more: object = {}) => parseEnvironment(awsInput({ name, ...more }), `${name}.ts`);
const local = parseEnvironment({ platform: 'local', name: 'local' }, 'local.ts');

/** Rows, by their first cell. */
const rowsOf = (text: string) =>
  new Map(
    text
      .split('\n')
      .map((line) => line.split(/ {2,}/))
      .map(([first = '', ...cells]) => [first, cells]),
  );

describe('environments side by side', () => {
  const dev = aws('dev', { network: { zones: 2 }, secrets: {}, approval: { reviewers: ['ann', 'ben'] } });
  const prod = aws('prod', { network: { zones: 3 }, domain: { name: 'shop.org', zone: 'shop.org' } });

  it('show what differs, and nothing that is the same', () => {
    const rows = rowsOf(compare([dev, prod], { all: false }));
    expect(rows.get('aws')).toEqual(['dev', 'prod']);
    expect(rows.get('network.zones')).toEqual(['2', '3']);
    expect(rows.get('domain.name')).toEqual(['–', 'shop.org']);
    expect(rows.get('approval.reviewers')).toEqual(['ann, ben', '–']);
    expect([...rows.keys()]).not.toContain('region');
    expect([...rows.keys()]).not.toContain('name');
  });

  it('show everything when they are asked to', () => {
    expect(rowsOf(compare([dev, prod], { all: true })).get('region')).toEqual([
      'eu-central-1',
      'eu-central-1',
    ]);
  });

  it('show lists of more than names', () => {
    const told = aws('dev', { notifications: [{ kind: 'job-summary' }] });
    expect(rowsOf(compare([told, prod], { all: false })).get('notifications')?.[0]).toMatch(
      /^\{"kind":"job-summary"/,
    );
  });

  it('are compared with those of their own platform', () => {
    expect(compare([dev, local], { all: false })).toBe(
      'aws: dev, in which nothing differs\n\nlocal: local, in which nothing differs',
    );
  });
});
