import type { Exception } from './exceptions.ts';
import { judge, type ScanResult } from './judge.ts';
import { markdownReport, terminalReport } from './report.ts';
import type { Finding } from './scanner.ts';

const finding = (changes: Partial<Finding>): Finding => ({
  id: 'CVE-2026-1',
  aliases: [],
  package: 'libc6',
  version: '2.41',
  severity: 'high',
  fix: 'available',
  fixedIn: '2.42',
  ...changes,
});

const exception: Exception = {
  id: 'CVE-2026-4',
  package: 'koa',
  reason: 'We never call it.',
  expires: '2026-12-31',
  reviewer: 'Ada',
};

const result = (findings: Finding[], exceptions: Exception[] = []): ScanResult => ({
  ...judge('backend', findings, 'high', exceptions, new Date('2026-11-24T00:00:00Z')),
  scanner: 'trivy',
});

const skipped: ScanResult = {
  status: 'skipped',
  service: 'backend',
  threshold: 'high',
  reason: 'no scanner is there',
};

const mixed = result(
  [
    finding({ severity: 'critical' }),
    finding({ id: 'CVE-2026-2', fix: 'none', fixedIn: undefined as never }),
    finding({ id: 'CVE-2026-3', severity: 'medium' }),
    finding({ id: 'CVE-2026-4', package: 'koa', version: '3.3.0', fix: 'unknown' }),
    finding({ id: 'CVE-2026-5', severity: 'low' }),
  ],
  [exception, { ...exception, id: 'CVE-2026-8' }, { ...exception, id: 'CVE-2026-9', expires: '2026-11-01' }],
);

describe('terminalReport', () => {
  it('tells what fails, what has no fix and what is excepted', () => {
    expect(terminalReport(mixed)).toBe(
      [
        'backend: failed by trivy: 2 at or over high, 1 of them without a fix; 1 excepted; below it 1 medium, 1 low',
        '',
        'severity  vulnerability  package  version  fixed in    verdict',
        'critical  CVE-2026-1     libc6    2.41     2.42        fails',
        'high      CVE-2026-4     koa      3.3.0    not known   excepted until 2026-12-31: We never call it.',
        'high      CVE-2026-2     libc6    2.41     no fix yet  fails',
        '',
        'expired: the exception for CVE-2026-9 in koa held until 2026-11-01 (reviewer: Ada); fix it, or have it reviewed again',
        'stale: the exception for CVE-2026-8 in koa matches nothing in this image',
      ].join('\n'),
    );
  });

  it('is one line where nothing is found', () => {
    expect(terminalReport(result([]))).toBe('backend: passed by trivy: 0 at or over high');
  });

  it('says why it was skipped', () => {
    expect(terminalReport(skipped)).toBe('skipped: no scanner is there');
  });

  it('does not hand the terminal what a scanner’s database would have it do', () => {
    expect(terminalReport(result([finding({ package: 'a\u001B[2Jb\nc' })]))).toContain('a [2Jb c');
  });
});

describe('markdownReport', () => {
  it('tells the same as a table', () => {
    expect(markdownReport(mixed)).toBe(
      [
        '### Scan of backend: failed',
        '',
        'failed by trivy: 2 at or over high, 1 of them without a fix; 1 excepted; below it 1 medium, 1 low.',
        '',
        '| severity | vulnerability | package | version | fixed in | verdict |',
        '| --- | --- | --- | --- | --- | --- |',
        '| critical | CVE-2026-1 | libc6 | 2.41 | 2.42 | fails |',
        '| high | CVE-2026-4 | koa | 3.3.0 | not known | excepted until 2026-12-31: We never call it. |',
        '| high | CVE-2026-2 | libc6 | 2.41 | no fix yet | fails |',
        '',
        '- expired: the exception for CVE-2026-9 in koa held until 2026-11-01 (reviewer: Ada); fix it, or have it reviewed again',
        '- stale: the exception for CVE-2026-8 in koa matches nothing in this image',
        '',
      ].join('\n'),
    );
  });

  it('is a sentence where nothing is found', () => {
    expect(markdownReport(result([]))).toBe(
      '### Scan of backend: passed\n\npassed by trivy: 0 at or over high.\n',
    );
  });

  it('says why it was skipped', () => {
    expect(markdownReport(skipped)).toBe('### Scan of backend: skipped\n\nno scanner is there\n');
  });

  it('keeps a cell from becoming markup', () => {
    expect(markdownReport(result([finding({ package: 'a|b<img>' })]))).toContain('| a\\|b\\<img\\> |');
  });
});
