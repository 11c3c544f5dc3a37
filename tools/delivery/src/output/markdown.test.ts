import { cell, fence } from './markdown.ts';

describe('Markdown', () => {
  it.each([
    ['a|b', 'a\\|b'],
    ['a\nb', 'a b'],
    ['`code` *bold* _it_ [x]', '\\`code\\` \\*bold\\* \\_it\\_ \\[x\\]'],
    ['<script>&amp;', '&lt;script>&amp;amp;'],
    ['back\\slash', 'back\\\\slash'],
  ])('has %j as a cell that cannot end its row', (text, expected) => {
    expect(cell(text)).toBe(expected);
  });

  it('fences code with more ticks than there are in it', () => {
    expect(fence('plain')).toBe('```\nplain\n```');
    expect(fence('a ```` b')).toBe('`````\na ```` b\n`````');
  });
});
