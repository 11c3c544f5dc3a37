import { batches } from './batches.ts';

const images = (repository: string, count: number) =>
  Array.from({ length: count }, (_, index) => ({ repository, tag: `in-${index}` }));
const sizes = (wanted: { repository: string; tag: string }[]) =>
  batches(wanted).map(({ repository, tags }) => [repository, tags.length]);

describe('batches', () => {
  it.each([
    ['none', [], []],
    ['one', images('web', 1), [['web', 1]]],
    ['as many as a request takes', images('web', 100), [['web', 100]]],
    [
      'one more',
      images('web', 101),
      [
        ['web', 100],
        ['web', 1],
      ],
    ],
    [
      'two repositories',
      [...images('web', 2), ...images('api', 1)],
      [
        ['web', 2],
        ['api', 1],
      ],
    ],
  ])('of %s', (_what, wanted, expected) => {
    expect(sizes(wanted)).toEqual(expected);
  });

  it('ask for each tag once', () => {
    expect(batches([...images('web', 2), ...images('web', 3)])).toEqual([
      { repository: 'web', tags: ['in-0', 'in-1', 'in-2'] },
    ]);
  });
});
