import { reaches, severityOf } from './severity.ts';

describe('severityOf', () => {
  it.each([
    ['CRITICAL', 'critical'],
    ['Negligible', 'negligible'],
    ['INFORMATIONAL', 'negligible'],
    ['UNDEFINED', 'unknown'],
    ['UNTRIAGED', 'unknown'],
    ['catastrophic', 'unknown'],
    [undefined, 'unknown'],
  ])('takes %s for %s', (word, severity) => {
    expect(severityOf(word)).toBe(severity);
  });
});

describe('reaches', () => {
  it.each([
    ['high', 'high', true],
    ['critical', 'high', true],
    ['medium', 'high', false],
    ['low', 'low', true],
    ['negligible', 'low', false],
    ['unknown', 'low', false],
  ] as const)('%s at a threshold of %s: %s', (severity, threshold, reached) => {
    expect(reaches(severity, threshold)).toBe(reached);
  });
});
