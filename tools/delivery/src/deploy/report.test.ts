import { UserError } from '@prod-e/errors';
import { liveOf, outcomeOf, wantedOf } from '../../test/stacks.ts';
import { painter } from '@prod-e/terminal';
import { isFailure, type Ending } from './outcome.ts';
import { report } from './report.ts';

const plain = painter({}, false);
const web = wantedOf('web', 'b', { url: 'http://127.0.0.1:3000' });
const liveBefore = liveOf('web', 'a');

describe('report', () => {
  it('is one table of all stacks, then where the services are', () => {
    const outcomes = [
      outcomeOf(wantedOf('foundation'), {
        change: 'unchanged',
        reason: '',
        ending: 'unchanged',
        milliseconds: 0,
        live: liveOf('foundation'),
      }),
      outcomeOf(web, { live: liveBefore, milliseconds: 1234 }),
      {
        decision: {
          name: 'old',
          change: 'remove' as const,
          reason: 'wanted no more',
          live: { ...liveBefore, name: 'old' },
        },
        ending: 'removed' as const,
        milliseconds: 400,
      },
    ];
    expect(report(outcomes, plain)).toBe(
      [
        'stack       change                   from → to                  seconds  outcome',
        'foundation  unchanged                aaaaaaaaaaa                0.0      unchanged',
        'web         update (image)           in-aaaaaaaa → in-bbbbbbbb  1.2      live',
        'old         remove (wanted no more)  in-aaaaaaaa → –            0.4      removed',
        '',
        'web  http://127.0.0.1:3000',
      ].join('\n'),
    );
  });

  it('shows a creation as coming from nothing', () => {
    expect(report([outcomeOf(web, { change: 'create', reason: '' })], plain)).toContain('– → in-bbbbbbbb');
  });

  it('tells a cause once that failed several stacks', () => {
    const error = new UserError('the engine is full', { where: 'here' });
    const text = report(
      [outcomeOf(web, { ending: 'failed', error }), outcomeOf(wantedOf('api'), { ending: 'failed', error })],
      plain,
    );
    expect(text.match(/error: the engine is full\n {2}where: here/g)).toHaveLength(1);
  });

  it('names no URL of what is not live, and that of what was put back', () => {
    const url = 'http://127.0.0.1:3000';
    expect(report([outcomeOf(web, { ending: 'failed' })], plain)).not.toContain(url);
    expect(report([outcomeOf(web, { ending: 'not started' })], plain)).not.toContain(url);
    expect(report([outcomeOf(web, { ending: 'put back' })], plain)).toContain(url);
  });

  it('is aligned in colour as it is without', () => {
    const paint = painter({}, true);
    const text = report([outcomeOf(web, { ending: 'failed' })], paint);
    expect(text).toContain('\u001B[31mfailed\u001B[39m');
    // eslint-disable-next-line no-control-regex -- an escape sequence starts with a control character
    expect(text.replace(/\u001B\[\d+m/g, '')).toBe(report([outcomeOf(web, { ending: 'failed' })], plain));
  });
});

describe('isFailure', () => {
  const failures: Ending[] = ['failed', 'put back', 'not started'];
  const successes: Ending[] = ['unchanged', 'live', 'removed'];
  it.each([
    ...failures.map((ending) => [ending, true] as const),
    ...successes.map((ending) => [ending, false] as const),
  ])('%s: %s', (ending, expected) => {
    expect(isFailure(outcomeOf(web, { ending }))).toBe(expected);
  });
});
