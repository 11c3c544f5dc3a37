import type { Exception } from './exceptions.ts';
import { judge } from './judge.ts';
import type { Finding } from './scanner.ts';

const finding = (changes: Partial<Finding> = {}): Finding => ({
  id: 'CVE-2026-1',
  aliases: [],
  package: 'libc6',
  version: '2.41',
  severity: 'high',
  fix: 'available',
  ...changes,
});

const exception = (changes: Partial<Exception> = {}): Exception => ({
  id: 'CVE-2026-1',
  package: 'libc6',
  reason: 'We never call it.',
  expires: '2026-12-31',
  reviewer: 'Ada',
  ...changes,
});

const now = new Date('2026-11-24T23:30:00Z');
const judged = (findings: Finding[], exceptions: Exception[] = []) =>
  judge('backend', findings, 'high', exceptions, now);

describe('judge', () => {
  it('passes where nothing is found', () => {
    expect(judged([])).toEqual({
      status: 'passed',
      service: 'backend',
      threshold: 'high',
      findings: [],
      expired: [],
      stale: [],
    });
  });

  it.each([
    ['fails at the threshold', finding(), 'failed', 'fails'],
    ['fails over the threshold', finding({ severity: 'critical' }), 'failed', 'fails'],
    ['fails for one that nobody has fixed yet', finding({ fix: 'none' }), 'failed', 'fails'],
    ['passes below the threshold', finding({ severity: 'medium' }), 'passed', 'below'],
    ['passes for one that nobody has judged', finding({ severity: 'unknown' }), 'passed', 'below'],
  ])('%s', (_what, found, status, verdict) => {
    expect(judged([found])).toMatchObject({ status, findings: [{ verdict }] });
  });

  it.each([
    ['of every service', exception(), finding()],
    ['of this service', exception({ service: 'backend' }), finding()],
    ['on its last day', exception({ expires: '2026-11-24' }), finding()],
    ['by another name', exception({ id: 'CVE-2026-1' }), finding({ id: 'GHSA-x', aliases: ['CVE-2026-1'] })],
  ])('passes with an exception %s', (_what, reviewed, found) => {
    expect(judged([found], [reviewed])).toMatchObject({
      status: 'passed',
      findings: [{ verdict: 'excepted', exception: reviewed }],
      stale: [],
    });
  });

  it.each([
    ['another service', exception({ service: 'prometheus' })],
    ['another package', exception({ package: 'zlib1g' })],
    ['another vulnerability', exception({ id: 'CVE-2026-2' })],
  ])('fails with an exception for %s', (_what, reviewed) => {
    expect(judged([finding()], [reviewed]).status).toBe('failed');
  });

  it('fails for an exception that has expired, and says which', () => {
    const old = exception({ expires: '2026-11-23' });
    expect(judged([], [old])).toMatchObject({ status: 'failed', expired: [old], stale: [] });
  });

  it('does not except by what has expired', () => {
    expect(judged([finding()], [exception({ expires: '2026-11-23' })]).findings).toMatchObject([
      { verdict: 'fails' },
    ]);
  });

  it('leaves the expired exceptions of other services to them', () => {
    expect(judged([], [exception({ expires: '2026-11-23', service: 'prometheus' })]).status).toBe('passed');
  });

  it('passes with an exception that matches nothing, and says which', () => {
    expect(judged([], [exception()])).toMatchObject({ status: 'passed', stale: [exception()] });
  });

  it('does not call an exception stale that matches below the threshold', () => {
    expect(judged([finding({ severity: 'low' })], [exception()]).stale).toEqual([]);
  });

  it('lists the worst first, then by package', () => {
    const found = [
      finding({ package: 'b' }),
      finding({ package: 'c', severity: 'critical' }),
      finding({ package: 'a' }),
    ];
    expect(judged(found).findings.map((each) => each.package)).toEqual(['c', 'a', 'b']);
  });

  it('counts once what was found in two places', () => {
    expect(judged([finding(), finding()]).findings).toHaveLength(1);
  });
});
