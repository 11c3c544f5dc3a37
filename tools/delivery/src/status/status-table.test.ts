import { painter } from '@prod-e/terminal';
import { age, statusTable } from './status-table.ts';

const now = new Date('2026-11-24T12:00:00Z');

describe('the table of the status', () => {
  it('has a service’s environments beside each other', () => {
    const service = (name: string, environment: string) => ({ service: name, environment, state: 'running' });
    const all = ['dev', 'prod'].map((environment) => ({
      environment,
      services: [service('api', environment), service('web', environment)],
    }));
    const rows = statusTable(all, now, painter({}, false)).split('\n').slice(1, 5);
    expect(rows.map((row) => row.split(/ +/).slice(0, 2).join(' '))).toEqual([
      'api dev',
      'api prod',
      'web dev',
      'web prod',
    ]);
  });

  it('says which environment is not set up', () => {
    const status = { environment: 'dev', services: [], notSetUp: ['account'] };
    expect(statusTable([status], now, painter({}, false))).toMatch(/^dev +– +not set up$/m);
  });

  it('tells of a deployment that is under way', () => {
    const last = {
      id: 'd-1',
      environment: 'dev',
      kind: 'deploy' as const,
      actor: 'eve',
      commit: 'c'.repeat(40),
    };
    const status = { environment: 'dev', services: [], last: { ...last, startedAt: '2026-11-24T11:58:00Z' } };
    expect(statusTable([status], now, painter({}, false))).toMatch(
      /^dev +– +d-1 +deploy: under way +2 min +eve +cccccccccccc$/m,
    );
  });

  it.each([
    ['2026-11-24T11:59:31Z', '0 min'],
    ['2026-11-24T11:01:00Z', '59 min'],
    ['2026-11-24T11:00:00Z', '1 h'],
    ['2026-11-22T13:00:00Z', '47 h'],
    ['2026-11-20T11:00:00Z', '4 d'],
    ['2026-11-25T11:00:00Z', '0 min'],
  ])('tells the age of %s as %s', (since, expected) => {
    expect(age(since, now)).toBe(expected);
  });
});
