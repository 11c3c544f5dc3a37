import { digest } from '../../test/stacks.ts';
import { stackHashOf, whatDiffers } from './stack-hash.ts';

const image = { digest: digest('a'), tag: 'in-1' };
const hash = stackHashOf('{"a":1}', image);

describe('the stack hash', () => {
  it('is the same for the same configuration and image', () => {
    expect(stackHashOf('{"a":1}', { ...image })).toBe(hash);
    expect(hash).toMatch(/^[0-9a-f]{24}$/);
  });

  it.each([
    ['the configuration', '{"a":2}', image, ['configuration']],
    ['the image', '{"a":1}', { ...image, digest: digest('b') }, ['image']],
    ['the input tag', '{"a":1}', { ...image, tag: 'in-2' }, ['image']],
    ['both', '{"a":2}', { ...image, tag: 'in-2' }, ['image', 'configuration']],
    ['nothing', '{"a":1}', image, []],
  ])('tells that %s changed', (_what, configuration, changed, expected) => {
    expect(whatDiffers(hash, stackHashOf(configuration, changed))).toEqual(expected);
  });
});
