import { scratchFolder, type Scratch } from '@prod-e/testing/fixtures';
import { rolloutWith } from '../../test/rollout.ts';
import { outcomeOf, wantedOf } from '../../test/stacks.ts';
import { verify } from './verify.ts';

let workspace: Scratch;
beforeEach(() => {
  workspace = scratchFolder();
});
afterEach(() => {
  workspace.remove();
});

/** A service with a smoke test that runs this source. */
const service = (name: string, source: string) => {
  workspace.write(`apps/${name}/smoke.ts`, source);
  return wantedOf(name, 'a', { smoke: 'smoke.ts' });
};
const good = 'process.exit(0)';
const bad = (what: string) => `console.error('${what}'); process.exit(1)`;
const endings = (outcomes: Awaited<ReturnType<typeof verify>>) =>
  Object.fromEntries(outcomes.map(({ decision, ending }) => [decision.name, ending]));

describe('verify', () => {
  const run = (changed: Parameters<typeof verify>[0], services: Parameters<typeof verify>[1]) =>
    verify(changed, services, rolloutWith({ workspaceRoot: workspace.folder }));

  it('changes nothing when every smoke test passes', async () => {
    const [web, api] = [service('web', good), service('api', good)];
    const outcomes = [outcomeOf(wantedOf('foundation')), outcomeOf(web)];
    expect(await run(outcomes, [web, api])).toEqual(outcomes);
  });

  it('fails the stack that its smoke test is of, and no other that changed', async () => {
    const [web, api] = [service('web', bad('no greeting')), service('api', good)];
    const outcomes = await run([outcomeOf(web), outcomeOf(api)], [web, api]);
    expect(endings(outcomes)).toEqual({ web: 'failed', api: 'live' });
    expect(outcomes[0]?.error).toMatchObject({ message: expect.stringContaining('no greeting') });
  });

  it('blames every service that changed when one that did not is broken, and no foundation', async () => {
    const [web, api, idle] = [service('web', good), service('api', good), service('idle', bad('lost'))];
    const outcomes = await run(
      [outcomeOf(wantedOf('foundation')), outcomeOf(web), outcomeOf(api)],
      [web, api, idle],
    );
    expect(endings(outcomes)).toEqual({ foundation: 'live', web: 'failed', api: 'failed' });
    expect(outcomes[1]?.error).toMatchObject({ message: expect.stringContaining('smoke test of idle') });
  });

  it('does not ask a service again that failed by itself', async () => {
    const web = service('web', bad('was asked'));
    const failed = outcomeOf(web, { ending: 'failed', error: new Error('never ready') });
    expect(await run([failed], [web])).toEqual([failed]);
  });

  it('runs no smoke test where there is none', async () => {
    const outcomes = [outcomeOf(wantedOf('web'))];
    expect(await run(outcomes, [wantedOf('web')])).toEqual(outcomes);
  });

  it('does not wait for what did not change once a change is known to be bad', async () => {
    const [web, idle] = [service('web', bad('no greeting')), service('idle', 'setTimeout(() => {}, 60_000)')];
    const outcomes = await run([outcomeOf(web)], [web, idle]);
    expect(endings(outcomes)).toEqual({ web: 'failed' });
    expect(outcomes[0]?.error).toMatchObject({ message: expect.stringContaining('smoke test of web') });
  });
});
