import { painter } from '@prod-e/terminal';
import { duration, metricsTable } from './metrics-table.ts';

describe('the table of the metrics', () => {
  it('has each figure with its band, and a dash where nothing is known', () => {
    const metrics = {
      deploymentFrequency: { value: 1.25, band: 'elite' as const },
      leadTime: { value: 5400, band: 'high' as const },
      changeFailureRate: { value: 0.051, band: 'high' as const },
      timeToRestore: {},
    };
    expect(metricsTable([{ environment: 'prod', metrics }], painter({}, false))).toBe(
      [
        'last 30 days  deployments a day  lead time   failure rate  time to restore',
        'prod          1.3 (elite)        2 h (high)  5 % (high)    –',
      ].join('\n'),
    );
  });

  it.each([
    [0, '0 s'],
    [89, '89 s'],
    [90, '2 min'],
    [5399, '90 min'],
    [5400, '2 h'],
    [172_800, '2 d'],
  ])('tells %s seconds as %s', (seconds, expected) => {
    expect(duration(seconds)).toBe(expected);
  });
});
