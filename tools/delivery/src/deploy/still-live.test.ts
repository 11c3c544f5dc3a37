import { platformThat, rolloutWith } from '../../test/rollout.ts';
import { digest, outcomeOf, wantedOf } from '../../test/stacks.ts';
import type { LivePlatform, LiveResource } from '../platforms/index.ts';
import { stillLive } from './still-live.ts';

const running: LiveResource = { digest: digest('a'), running: true, restarts: 0 };
const longAgo = () => performance.now() - 10_000;

/** A platform from which services cannot be asked themselves. */
const platform = (more: Partial<LivePlatform> = {}) =>
  platformThat({
    inspect: () => Promise.resolve(running),
    addressesOf: () => Promise.resolve(undefined),
    logs: () => Promise.resolve('out of memory'),
    ...more,
  });

describe('a last look', () => {
  it('changes nothing where all that changed still runs', async () => {
    const outcomes = [outcomeOf(wantedOf('foundation')), outcomeOf(wantedOf('web'))];
    expect(await stillLive(outcomes, longAgo(), rolloutWith({ platform: platform() }))).toEqual(outcomes);
  });

  it('fails what was started again since, with what it logged last', async () => {
    const inspect = (resource: string) =>
      Promise.resolve({ ...running, restarts: resource.endsWith('web') ? 1 : 0 });
    const [web, api] = await stillLive(
      [outcomeOf(wantedOf('web')), outcomeOf(wantedOf('api'))],
      longAgo(),
      rolloutWith({ platform: platform({ inspect }) }),
    );
    expect([web?.ending, api?.ending]).toEqual(['failed', 'live']);
    expect(web?.error).toMatchObject({ message: expect.stringMatching(/^web stopped\n[^]*out of memory/) });
  });

  it('comes only once all have run for a while', async () => {
    const asked: number[] = [];
    const inspect = () => {
      asked.push(performance.now());
      return Promise.resolve(running);
    };
    const provenAt = performance.now();
    await stillLive([outcomeOf(wantedOf('web'))], provenAt, rolloutWith({ platform: platform({ inspect }) }));
    expect(asked.map((at) => at - provenAt >= 990)).toEqual([true]);
  });

  it.each([
    ['failed', 'failed'],
    ['was put back', 'put back'],
    ['was not touched', 'unchanged'],
  ] as const)('is not taken at what %s', async (_what, ending) => {
    const outcomes = [outcomeOf(wantedOf('web'), { ending }), outcomeOf(wantedOf('foundation'))];
    // Nobody told the platform how to inspect.
    expect(await stillLive(outcomes, performance.now(), rolloutWith())).toEqual(outcomes);
  });

  it('is over at once, and blames nothing, when the deployment is stopped', async () => {
    const outcomes = [outcomeOf(wantedOf('web'))];
    const rollout = rolloutWith({ signal: AbortSignal.abort() });
    expect(await stillLive(outcomes, performance.now() + 600_000, rollout)).toEqual(outcomes);
  });

  it('blames nothing when the deployment is stopped while it is taken', async () => {
    const abort = new AbortController();
    const inspect = () => {
      abort.abort();
      return Promise.reject(new Error('interrupted'));
    };
    const outcomes = [outcomeOf(wantedOf('web'))];
    const rollout = rolloutWith({ platform: platform({ inspect }), signal: abort.signal });
    expect(await stillLive(outcomes, longAgo(), rollout)).toEqual(outcomes);
  });
});
