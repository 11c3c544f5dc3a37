import { oneStep, saidOf } from '../../test/workflows.ts';
import { exceptions } from './exceptions.ts';

describe('an exception', () => {
  it.each(['zizmor: ignore[template-injection]', 'shellcheck disable=SC2086'])(
    'does not stand where it applies: %s',
    (comment) => {
      expect(saidOf(exceptions[0], oneStep(`run: npm ci # ${comment}`))).toEqual([
        `it excepts itself: # ${comment}`,
      ]);
    },
  );
});
