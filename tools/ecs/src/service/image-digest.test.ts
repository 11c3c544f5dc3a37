import { digest } from '../../test/answers.ts';
import { digestOf } from './image-digest.ts';

test.each([
  [`127.0.0.1:5000/prod-e/backend@${digest('a')}`, digest('a')],
  [`backend:in-1@${digest('b')}`, digest('b')],
  [digest('c'), digest('c')],
  ['backend:in-1', undefined],
  ['backend', undefined],
  ['backend@sha256:abc', undefined],
  [`${digest('d')}:tag`, undefined],
  ['', undefined],
])('the digest of %s is %s', (image, expected) => {
  expect(digestOf(image)).toBe(expected);
});
