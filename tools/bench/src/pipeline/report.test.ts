import { markdownReport, terminalReport, type Report } from './report.ts';
import { scenarios } from './scenarios.ts';

const baseline = { install: 20, test: 60, build: 10, push: 5, apply: 5, failed: [] };

const report: Report = {
  baseline,
  quick: false,
  measured: [
    {
      ...{ scenario: scenarios.docs, ours: 6, did: '' },
      parts: { start: 4, tests: 0, image: 0, live: 0 },
    },
    {
      ...{ scenario: scenarios.backend, ours: 39, did: '1 build, 1 push, 1 apply', warm: 30 },
      parts: { start: 4, tests: 20, image: 6, live: 4 },
    },
  ],
};

const lineOf = (text: string, start: string): string =>
  text.split('\n').find((line) => line.startsWith(start)) ?? '';

it('says what the ordinary pipeline is made of', () => {
  expect(terminalReport(report)).toContain(
    'the ordinary pipeline: 100.0 s (npm ci 20.0 s, tests 60.0 s, two images 10.0 s, push 5.00 s, apply 5.00 s)',
  );
});

it('tells each share of it, whether it is what is wanted, and what was done', () => {
  const text = terminalReport(report);
  expect(lineOf(text, 'a line of README.md')).toMatch(/6\.00 +6\.0 % +≤ 5\.0 % +missed +26\.0 % +nothing$/);
  expect(lineOf(text, 'a line of apps/backend')).toMatch(
    /39\.0 +39\.0 % +≤ 40\.0 % +reached +59\.0 % +30\.0 \(30\.0 %\) +1 build, 1 push, 1 apply$/,
  );
});

it('takes the start of Nx for a part once: that of the tests, where there are any', () => {
  const text = terminalReport(report);
  expect(lineOf(text, 'docs')).toMatch(/4\.00 +0\.00 +0\.00 +0\.00 +4\.00 +1\.50 +≤ 1\.3 +missed$/);
  expect(lineOf(text, 'backend')).toMatch(/4\.00 +20\.0 +6\.00 +4\.00 +30\.0 +1\.30 +≤ 1\.3 +reached$/);
});

it('is Markdown as well', () => {
  const text = markdownReport(report);
  expect(text).toMatch(/^# What a commit costs\n/);
  expect(lineOf(text, '| docs')).toMatch(/\| 1\.50 +\| ≤ 1\.3 +\| missed +\|$/);
});

it('says loudly that a quick baseline proves nothing, and which tests of a baseline failed', () => {
  const quick = terminalReport({ ...report, quick: true, baseline: { ...baseline, failed: ['bench:lint'] } });
  expect(quick).toContain('QUICK: ');
  expect(quick).toContain('These failed in the baseline: bench:lint.');
  expect(terminalReport(report)).not.toMatch(/QUICK|failed/);
});
