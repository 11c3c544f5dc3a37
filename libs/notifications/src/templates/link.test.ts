import { safeLink } from './link.ts';

describe('safeLink', () => {
  it('lets an address of the web through', () => {
    expect(safeLink('https://ci.example/runs/1?a=b#c')).toBe('https://ci.example/runs/1?a=b#c');
  });

  it('leaves no character that could end a link', () => {
    expect(safeLink('https://ci.example/a|b>c)d`e\'f"g?h|i#j)k')).toBe(
      'https://ci.example/a%7Cb%3Ec%29d%60e%27f%22g?h%7Ci#j%29k',
    );
  });

  it.each([
    ['a script', 'javascript:alert(1)'],
    ['a user in it', 'https://github.com@evil.example/'],
    ['a file', 'file:///etc/passwd'],
    ['a path', '/runs/1'],
    ['too long a text', `https://ci.example/${'a'.repeat(2000)}`],
  ])('gives nothing for %s', (_, text) => {
    expect(safeLink(text)).toBeUndefined();
  });
});
