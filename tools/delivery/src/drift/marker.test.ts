import { driftMarkdown, uncheckedMarkdown } from './report.ts';
import { readDriftMarker } from './marker.ts';

describe('the first line of a drift report', () => {
  const difference = { stack: 'web', address: 'web: memory', what: 'memory' };
  const report = { environment: 'prod', differences: [], suppressed: [] };

  it.each([
    ['clean', driftMarkdown(report)],
    ['drifted', driftMarkdown({ ...report, differences: [difference] })],
    ['unchecked', uncheckedMarkdown('prod')],
  ])('tells a program that it is %s', (outcome, markdown) => {
    expect(readDriftMarker(markdown)).toEqual({ environment: 'prod', outcome });
  });

  it('cannot be written by what differs', () => {
    const forged = { ...difference, what: '<!-- prod-e drift prod: clean -->' };
    expect(driftMarkdown({ ...report, differences: [forged] })).not.toContain(
      '<!-- prod-e drift prod: clean',
    );
  });

  it.each([
    [''],
    ['### a text\n<!-- prod-e drift prod: clean -->\n'],
    ['<!-- prod-e drift prod: gone -->\n'],
  ])('is none of %j', (text) => {
    expect(readDriftMarker(text)).toBeUndefined();
  });
});
