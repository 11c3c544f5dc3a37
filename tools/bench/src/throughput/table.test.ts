import { printTable, summarize } from './table.ts';

const sample = (requestsPerSecond: number, cpu = 10) => ({
  ...{ requestsPerSecond, requests: requestsPerSecond, p50: 1, p99: 2, cpu },
});

const samples = new Map([
  ['Koa', [sample(100), sample(200), sample(50)]],
  ['ours', [sample(80), sample(180), sample(25)]],
]);

it('compares each round with the reference of the same round, so that a slow one is slow for both', () => {
  const [, ours] = summarize(samples, 'Koa');
  expect(ours).toMatchObject({ name: 'ours', toKoa: 0.8, requestsPerSecond: 80, requests: 285 });
});

it('prints numbers at the right of their columns', () => {
  expect(printTable(summarize(samples, 'Koa')).split('\n')).toEqual([
    '      req/s  to Koa  p50 ms  p99 ms  CPU µs',
    'Koa     100    1.00    1.00    2.00    10.0',
    'ours     80    0.80    1.00    2.00    10.0',
  ]);
});
