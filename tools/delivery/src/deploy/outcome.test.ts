import { exitCode, UserError } from '@prod-e/errors';
import { outcomeOf, wantedOf } from '../../test/stacks.ts';
import { isRefused, refusalOf, stopped } from './outcome.ts';

const [web, api] = [wantedOf('web'), wantedOf('api')];
const locked = new UserError('the state is locked', { exit: exitCode.refused });
const broken = new UserError('it exited');
const refusedOf = (wanted = web) => outcomeOf(wanted, { ending: 'failed', error: locked });

describe('a deployment is refused', () => {
  it('when all that failed was refused, whatever was not started for it', () => {
    const outcomes = [refusedOf(), refusedOf(api), outcomeOf(wantedOf('other'), { ending: 'not started' })];
    expect(refusalOf([outcomeOf(wantedOf('foundation')), ...outcomes])).toMatchObject({
      message: 'refused: nothing of web, api was changed, as told above',
      exit: 3,
    });
  });

  it.each([
    ['all is live', [outcomeOf(web)]],
    ['something failed by itself', [refusedOf(), outcomeOf(api, { ending: 'failed', error: broken })]],
    ['something was put back', [refusedOf(), outcomeOf(api, { ending: 'put back', error: broken })]],
  ])('but not when %s', (_what, outcomes) => {
    expect(refusalOf(outcomes)).toBeUndefined();
  });
});

it.each([
  ['of a lock that somebody else holds', locked, true],
  ['of its own', broken, false],
  ['of the program', new Error('bug'), false],
])('an error %s tells whether nothing was changed', (_what, error, refused) => {
  expect(isRefused({ error })).toBe(refused);
});

describe('a deployment that was stopped', () => {
  it('says so', () => {
    expect(stopped(AbortSignal.abort()).message).toBe('stopped before the end');
  });

  it('says why where whoever stopped it does', () => {
    const lost = new UserError('the lease is lost');
    expect(stopped(AbortSignal.abort(lost))).toBe(lost);
  });
});
