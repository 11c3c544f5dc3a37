import { parseEnvironment } from '@prod-e/environment';
import { startHook, type Hook } from '@prod-e/testing/fixtures';
import type { DeploymentEnd } from '@prod-e/ledger';
import { rolloutWith } from '../../test/rollout.ts';
import { liveOf, outcomeOf, wantedOf } from '../../test/stacks.ts';
import { eventOf, tell, type Told } from './tell.ts';
import { tellApproval } from './tell-approval.ts';
import { tellDrift } from './tell-drift.ts';

const environment = parseEnvironment({ platform: 'local', name: 'lab' }, 'lab.ts');
const start = {
  ...{ id: 'd-1', environment: 'lab', kind: 'deploy' as const, actor: 'ada', commit: 'c'.repeat(40) },
  ...{ startedAt: '2026-01-02T03:04:05.000Z', link: 'https://ci.example/1' },
};
const end: DeploymentEnd = {
  ...{ outcome: 'rolled back', endedAt: '2026-01-02T03:04:25.000Z', reason: 'web stopped' },
  ...{ stacks: [], images: [], commits: [] },
};
const outcome = outcomeOf(wantedOf('web', 'b'), { ending: 'put back', live: liveOf('web', 'a') });
const unchanged = outcomeOf(wantedOf('api'), { change: 'unchanged', ending: 'unchanged' });
const told = (more: Partial<Told> = {}): Told => ({
  ...{ kind: 'rolled back', recorder: { start, previousCommit: 'p'.repeat(40) }, end },
  decisions: [outcome.decision, unchanged.decision],
  ...{ outcomes: [outcome, unchanged], open: { environment } },
  print: () => undefined,
  ...more,
});

describe('what people are told of a deployment', () => {
  it('is who, what, from where to where, how long, why, and how to go back', () => {
    expect(eventOf(told())).toEqual({
      ...{ kind: 'rolled back', environment: 'lab', action: 'deploy', deploymentId: 'd-1', actor: 'ada' },
      ...{ commit: 'c'.repeat(40), previousCommit: 'p'.repeat(40), milliseconds: 20_000 },
      services: [{ name: 'web', from: 'in-aaaaaaaaaaaa', to: 'in-bbbbbbbbbbbb', ending: 'put back' }],
      ...{ link: 'https://ci.example/1', reason: 'web stopped', at: new Date(end.endedAt) },
      rollbackCommand: 'npm run rollback -- --environment=lab',
    });
  });

  it('is no command to go back where all went well', () => {
    const event = eventOf(told({ kind: 'succeeded', end: { ...end, outcome: 'succeeded' } }));
    expect(event).not.toHaveProperty('rollbackCommand');
  });

  it.each([
    ['cancelled', 'failed', 'web stopped'],
    ['abandoned', 'failed', 'web stopped'],
  ] as const)('of one that was %s is that it %s', (kind, expected, reason) => {
    expect(eventOf(told({ kind }))).toMatchObject({ kind: expected, reason });
  });

  it('of one that has only started is no end', () => {
    const { recorder, decisions, open, print } = told();
    const event = eventOf({ kind: 'started', recorder, decisions, open, print });
    expect(event).toMatchObject({ kind: 'started', at: new Date(start.startedAt) });
    expect(event).not.toHaveProperty('milliseconds');
  });
});

describe('the channels of an environment', () => {
  let hook: Hook;
  beforeEach(async () => {
    hook = await startHook();
    process.env['TEST_HOOK'] = hook.url;
  });
  afterEach(() => {
    delete process.env['TEST_HOOK'];
    hook.stop();
  });
  const withSlack = parseEnvironment(
    { platform: 'local', name: 'lab', notifications: [{ kind: 'slack', urlVariable: 'TEST_HOOK' }] },
    'lab.ts',
  );

  it('are told how it ended', async () => {
    await tell(told({ open: { environment: withSlack } }));
    expect(hook.bodies).toHaveLength(1);
    expect(hook.bodies[0]).toContain('web stopped');
  });

  it('are told of drift', async () => {
    const differences = [{ stack: 'web', address: 'web: memory', what: 'memory' }];
    const open = { ...rolloutWith(), environment: withSlack };
    await tellDrift({ environment: 'lab', differences, suppressed: [] }, open, { print: () => undefined });
    expect(hook.bodies[0]).toContain('web: memory');
  });

  it('are told that a plan waits for approval', async () => {
    const plan = {
      environment: 'lab',
      commit: 'c'.repeat(40),
      decisions: [outcome.decision],
      details: new Map(),
    };
    const { ledger } = rolloutWith();
    await tellApproval(plan, { environment: withSlack, ledger }, { print: () => undefined });
    expect(hook.bodies[0]).toMatch(/approval/i);
  });

  it('that are down are named, and fail nothing', async () => {
    process.env['TEST_HOOK'] = 'http://127.0.0.1:1/hook';
    const lines: string[] = [];
    await tell(told({ open: { environment: withSlack }, print: (line) => lines.push(line) }));
    expect(lines.join()).toMatch(/Slack \(TEST_HOOK\) was not told/);
  });

  it('are none by default', async () => {
    await tell(told());
    await tellDrift({ environment: 'lab', differences: [], suppressed: [] }, rolloutWith(), {
      print: () => undefined,
    });
    expect(hook.bodies).toEqual([]);
  });
});
