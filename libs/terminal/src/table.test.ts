import { table } from './table.ts';

describe('table', () => {
  it('is as wide as its widest cell in each column, with nothing at the end of a line', () => {
    expect(
      table([
        ['stack', 'outcome'],
        ['foundation', 'live'],
        ['web', ''],
      ]),
    ).toBe('stack       outcome\nfoundation  live\nweb');
  });

  it('gives colour no room', () => {
    expect(
      table([
        ['a', 'b'],
        ['\u001B[1mlong\u001B[22m', 'x'],
      ]),
    ).toBe('a     b\n\u001B[1mlong\u001B[22m  x');
  });

  it('takes a row that is too short', () => {
    expect(table([['a', 'b'], ['c']])).toBe('a  b\nc');
  });

  it('is nothing of nothing', () => {
    expect(table([])).toBe('');
  });
});
