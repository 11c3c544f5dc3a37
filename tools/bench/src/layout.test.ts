import { columns, markdownTable, percent, seconds, verdict } from './layout.ts';

const rows = [
  ['what', 's'],
  ['a line', '1.00'],
  ['b|c', ''],
];

it('lays rows out in columns, with no blanks at the end of a line', () => {
  expect(columns(rows)).toBe('what    s\na line  1.00\nb|c');
});

it('lays rows out as Markdown, where a bar in a cell is no bar of the table', () => {
  expect(markdownTable(rows)).toBe(
    ['| what   | s    |', '| ------ | ---- |', '| a line | 1.00 |', '| b\\|c   |      |'].join('\n'),
  );
});

it('says seconds with as many digits as mean something', () => {
  expect([0.1234, 9.999, 10, 123.456].map(seconds)).toEqual(['0.12', '10.00', '10.0', '123.5']);
});

it('says shares in percent', () => {
  expect(percent(0.0512)).toBe('5.1 %');
});

it.each([
  [1.3, 1.3, 'reached'],
  [1.31, 1.3, 'missed'],
  [1, undefined, ''],
])('%d where at most %s is wanted is %j', (value, wanted, expected) => {
  expect(verdict(value, wanted)).toBe(expected);
});

it('no number at all is missed', () => {
  expect(verdict(NaN, 2)).toBe('missed');
});
