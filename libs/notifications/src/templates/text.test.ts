import fc from 'fast-check';
import { duration, fit, oneLine, severalLines, shortHash, time, withoutMentions } from './text.ts';

describe('oneLine', () => {
  it.each([
    ['a line break', 'a\r\nb', 'a b'],
    ['a separator of Unicode', 'a\u2028b', 'a b'],
    ['a colour', '\u001B[31mred\u001B[0m', 'red'],
    ['a control character', 'a\u0000\u0007b', 'a b'],
    ['what turns the direction', 'a\u202Eb', 'ab'],
    ['half of a character', 'a\uD800b', 'a\uFFFDb'],
  ])('takes out %s', (_, text, expected) => {
    expect(oneLine(text)).toBe(expected);
  });
});

describe('severalLines', () => {
  it('keeps line breaks, and nothing else of its kind', () => {
    expect(severalLines('a\r\nb\u0000\tc\rd\u2028e')).toBe('a\nb c\nd e');
  });
});

describe('withoutMentions', () => {
  it('keeps a mention readable, and from being one', () => {
    expect(withoutMentions('@channel, a@b')).toBe('@\u2060channel, a@\u2060b');
  });
});

describe('fit', () => {
  const escape = (character: string) => (character === '&' ? '&amp;' : character);

  it('leaves what fits as it is', () => {
    expect(fit('abc', 3)).toBe('abc');
  });

  it('says with … that something is left out', () => {
    expect(fit('abcd', 3)).toBe('ab…');
  });

  it('does not cut through an escape', () => {
    expect(fit('&&', 9, escape)).toBe('&amp;…');
  });

  it('does not cut through a pair of surrogates', () => {
    expect(fit('a😀b', 3)).toBe('a…');
  });

  it('never gives more than the limit', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), fc.integer({ min: 1, max: 30 }), (text, limit) => {
        expect(fit(text, limit, escape).length).toBeLessThanOrEqual(limit);
      }),
    );
  });
});

describe('duration', () => {
  it.each([
    [0, '0 ms'],
    [420, '420 ms'],
    [999.7, '1 s'],
    [42_400, '42 s'],
    [59_700, '1 min'],
    [185_000, '3 min 5 s'],
    [7_200_000, '2 h'],
    [7_440_000, '2 h 4 min'],
  ])('of %d ms is %s', (milliseconds, expected) => {
    expect(duration(milliseconds)).toBe(expected);
  });

  it.each([undefined, -1, NaN, Infinity])('of %s is not told', (milliseconds) => {
    expect(duration(milliseconds)).toBeUndefined();
  });
});

describe('shortHash', () => {
  it.each([
    ['a commit', '0123456789abcdef0123456789abcdef01234567', '0123456'],
    ['a commit with changes', '0123456789abcdef0123456789abcdef01234567-dirty', '0123456-dirty'],
    ['an input tag', 'in-0123456789abcdef', 'in-01234567'],
    ['a short one', 'in-01234567', 'in-01234567'],
    ['what is none', 'unknown', 'unknown'],
  ])('reads well for %s', (_, hash, expected) => {
    expect(shortHash(hash)).toBe(expected);
  });
});

describe('time', () => {
  it('is in UTC, to the minute', () => {
    expect(time(new Date('2026-11-24T08:15:30.123Z'))).toBe('2026-11-24 08:15 UTC');
  });

  it('is not told of an invalid date', () => {
    expect(time(new Date(NaN))).toBeUndefined();
  });
});
