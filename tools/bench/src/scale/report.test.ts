import { scaleMarkdown, scaleReport, type ScaleRow } from './report.ts';

const row = (services: number, plan: number, more: Partial<ScaleRow> = {}): ScaleRow => ({
  ...{ services, seconds: { plan, affected: 4 }, peak: { plan: 900, affected: 800 }, engineCalls: 5 },
  ...more,
});

it('has a row for each size', () => {
  expect(scaleReport([row(10, 5)])).toMatch(/\n10 +5\.00 +4\.00 +1\.25 +900 \(Nx alone 800\) +5\n/);
});

it('judges how time and memory grow from size to size', () => {
  const text = scaleReport([row(10, 1), row(100, 10), row(1000, 101)]);
  expect(text).toContain('time from 10 to 100 services: × 10.00 (wanted ≤ 10) reached');
  expect(text).toContain('time from 100 to 1000 services: × 10.10 (wanted ≤ 10) missed');
  expect(text).toContain('memory from 100 to 1000 services: × 1.00 (wanted ≤ 10) reached');
});

it('judges the largest by what Nx takes alone', () => {
  expect(scaleReport([row(10, 100), row(1000, 8)])).toContain(
    'plan of 1000 services to nx show projects --affected: 2.00 (wanted ≤ 2) reached',
  );
});

it('sees when the engine is asked more often for more services', () => {
  const [few, many] = [row(10, 5), row(100, 5, { engineCalls: 6 })];
  expect(scaleReport([few, many])).toContain('docker calls are as many for every size: missed');
});

it('is Markdown as well', () => {
  expect(scaleMarkdown([row(10, 5)])).toMatch(/^# How it grows\n[\s\S]*\| 10 +\| 5\.00/);
});
