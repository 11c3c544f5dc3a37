import { closingLine, one, sum } from './count.ts';

describe('the closing line', () => {
  it('is the sum of all counts', () => {
    const counts = [{ passed: 5, failed: 1, skipped: 2 }, one('passed'), one('failed'), one('skipped')];
    expect(closingLine(sum(counts))).toBe('6 passed, 2 failed, 3 skipped');
  });

  it('is there for a run of nothing', () => {
    expect(closingLine(sum([]))).toBe('0 passed, 0 failed, 0 skipped');
  });
});
