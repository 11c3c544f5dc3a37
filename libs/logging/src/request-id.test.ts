import { createRequestIds } from './index.ts';

describe('createRequestIds', () => {
  const requestId = createRequestIds();

  it.each(['a', '0af7651916cd43dd8448eb211c80319c', 'Root=1'.replace('=', ':'), 'x'.repeat(128)])(
    'keeps the harmless id that came in: %s',
    (id) => {
      expect(requestId(id)).toBe(id);
    },
  );

  it.each([
    ['none', undefined],
    ['an empty one', ''],
    ['a line break', 'a\r\nX-Evil: 1'],
    ['an end of a JSON string', 'a","level":60,"b":"'],
    ['markup', '<script>'],
    ['a path', '../../etc/passwd'],
    ['a space', 'a b'],
    ['another script', 'ïd'],
    ['one that is too long', 'x'.repeat(129)],
    ['several', ['a', 'b']],
  ])('makes one instead of %s', (_name, incoming) => {
    expect(requestId(incoming)).toMatch(/^[0-9a-f]{18}-[0-9a-z]+$/);
  });

  it('never makes the same twice, in one process or in two', () => {
    const other = createRequestIds();
    const ids = Array.from({ length: 1000 }, () => [requestId(undefined), other(undefined)]).flat();
    expect(new Set(ids).size).toBe(2000);
  });
});
