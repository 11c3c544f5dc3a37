import type { Count } from './count.ts';
import { tally, type Task } from './tally.ts';

const task = (id: string): Task => {
  const [root = '', target = ''] = id.split(':');
  return { id, target, root };
};

interface Given {
  failed?: string[];
  notRun?: string[];
  results?: Record<string, Count>;
}

const count = (ids: string[], { failed = [], notRun = [], results = {} }: Given = {}): Count =>
  tally(
    ids.map(task),
    ['lint', 'typecheck', 'test'],
    { failed: new Set(failed), notRun: new Set(notRun) },
    (root) => results[root],
  );

describe('tally', () => {
  it('counts each lint and type check of a project as one', () => {
    expect(count(['a:lint', 'a:typecheck', 'b:lint'], { failed: ['b:lint'] })).toEqual({
      passed: 2,
      failed: 1,
      skipped: 0,
    });
  });

  it('counts the tests of a suite, whatever their outcome', () => {
    const results = { a: { passed: 7, failed: 2, skipped: 1 }, b: { passed: 3, failed: 0, skipped: 0 } };
    expect(count(['a:test', 'b:test'], { failed: ['a:test'], results })).toEqual({
      passed: 10,
      failed: 2,
      skipped: 1,
    });
  });

  it('counts a suite that broke down before its end as one failure', () => {
    expect(count(['a:test'], { failed: ['a:test'] })).toEqual({ passed: 0, failed: 1, skipped: 0 });
  });

  it('counts a suite as failed whose tests all passed, but whose coverage did not suffice', () => {
    const results = { a: { passed: 7, failed: 0, skipped: 0 } };
    expect(count(['a:test'], { failed: ['a:test'], results })).toEqual({ passed: 7, failed: 1, skipped: 0 });
  });

  it('counts a suite that leaves no results as one test', () => {
    expect(count(['a:test'])).toEqual({ passed: 1, failed: 0, skipped: 0 });
  });

  it('counts what a task depends on only when it fails', () => {
    expect(count(['a:build', 'b:build'], { failed: ['b:build'] })).toEqual({
      passed: 0,
      failed: 1,
      skipped: 0,
    });
  });

  it('counts what could not run as skipped, beside the failure that kept it from running', () => {
    expect(
      count(['a:typecheck', 'b:typecheck'], { failed: ['a:typecheck'], notRun: ['b:typecheck'] }),
    ).toEqual({
      passed: 0,
      failed: 1,
      skipped: 1,
    });
  });
});
