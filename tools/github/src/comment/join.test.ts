import { blocksOf } from './blocks.ts';
import { join } from './join.ts';

const detail = (name: string, length: number, fence = '```') =>
  `\n<details><summary>${name}</summary>\n\n${fence}\n${'x'.repeat(length)}\n${fence}\n</details>\n`;

describe('joined texts', () => {
  it('are as they are where they fit, one line apart', () => {
    expect(join(['one\n', '\ntwo\n\n'])).toBe('one\n\ntwo');
  });

  it('lose details of the longest one first, from its last on, and never a summary', () => {
    const text = join([`# dev\n${detail('a', 500)}${detail('b', 500)}`, `# prod\n${detail('c', 300)}`], 1400);
    expect(text.length).toBeLessThanOrEqual(1400);
    expect(text).toMatch(
      /# dev[\s\S]*<summary>a<[\s\S]*1 detail left out here[\s\S]*# prod[\s\S]*<summary>c</,
    );
    expect(text).not.toContain('<summary>b<');
  });

  it('lose lines only where there is no detail left', () => {
    const lines = Array.from({ length: 200 }, (_, index) => `line ${index}\n`).join('');
    const text = join([`${lines}${detail('a', 500)}`], 1000, 'https://ci.example/1');
    expect(text.length).toBeLessThanOrEqual(1000);
    expect(text).toMatch(/^line 0\n/);
    expect(text).toMatch(
      /1 detail and \d+ lines left out here, .*\[the run\]\(https:\/\/ci\.example\/1\)\.$/,
    );
  });

  it('are cut although one line is longer than all that fits', () => {
    const text = join(['x'.repeat(5000), 'short'], 1000);
    expect(text).toMatch(/1 line left out here/);
    expect(text).toContain('short');
  });

  it('are cut in no time, however many lines there are', () => {
    expect(
      join([Array.from({ length: 20_000 }, () => 'a line of it').join('\n')]).length,
    ).toBeLessThanOrEqual(65_536);
  });
});

describe('the blocks of a text', () => {
  const texts = (markdown: string) => blocksOf(markdown).map(({ text }) => text);

  it('are lines, fenced code and details, which make the text again', () => {
    const code = '```hcl\na\n\nb\n```\n';
    expect(texts(`one\n${code}two\n`)).toEqual(['one\n', code, 'two\n']);
    expect(blocksOf(`one\n${detail('a', 3).trimStart()}`).map(({ isDetail }) => isDetail)).toEqual([
      false,
      true,
    ]);
  });

  it('do not end where code says so', () => {
    const section = '<details>\n\n````\n```\n</details>\n```\n````\n</details>\n';
    expect(texts(section)).toEqual([section]);
    const code = '```\n<details>\n```\n';
    expect(blocksOf(code)).toEqual([{ text: code, isDetail: false }]);
  });

  it('are there although something was left open', () => {
    expect(texts('one\n```\nno end')).toEqual(['one\n', '```\nno end']);
  });
});
