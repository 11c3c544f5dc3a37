import { splitLine } from './shell-line.ts';

describe('splitLine', () => {
  it.each<[string, string[]]>([
    ['npm  ci ', ['npm', 'ci']],
    ['echo "a b" \'c d\' e\\ f', ['echo', 'a b', 'c d', 'e f']],
    ['echo --file="of dev.md"', ['echo', '--file=of dev.md']],
    ['a && b || c; d | e &', ['a', '&&', 'b', '||', 'c', ';', 'd', '|', 'e', '&']],
    ['a>b 2>&1 >> c', ['a', '>', 'b', '2>&1', '>>', 'c']],
    ['echo ""', ['echo', '']],
    ['echo $(date +%s) x', ['echo', '$(date +%s)', 'x']],
    ['(cd a)', ['(', 'cd', 'a', ')']],
    ['echo "unclosed', ['echo', '"', 'unclosed']],
    ['', []],
  ])('splits %j as a shell does', (line, words) => {
    expect(splitLine(line).words).toEqual(words);
  });

  it('tells what joins commands, but not what is quoted', () => {
    expect(splitLine('a && b | c').operators).toEqual(['&&', '|']);
    expect(splitLine('a "&&" \'|\' \\;').operators).toEqual([]);
  });

  it.each([
    ['$(a)', true],
    ['"$(a)"', true],
    ['`a`', true],
    ["'$(a)'", false],
    ['\\$(a)', false],
    ['"$A"', false],
  ])('sees a command inside %s: %s', (word, is) => {
    expect(splitLine(`echo ${word}`).hasSubstitution).toBe(is);
  });
});
