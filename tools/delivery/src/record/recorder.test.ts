import { join } from 'node:path';
import { parseEnvironment } from '@prod-e/environment';
import { openSqliteLedger } from '@prod-e/ledger';
import { scratchFolder, type Scratch } from '@prod-e/testing/fixtures';
import { platformThat } from '../../test/rollout.ts';
import { digest, hash, liveOf, outcomeOf, proofOf, wantedOf } from '../../test/stacks.ts';
import type { OpenEnvironment } from '../environment/open.ts';
import { openLedger } from './open-ledger.ts';
import { startRecord } from './recorder.ts';
import { wantedFromSnapshot } from './snapshot.ts';

const environment = parseEnvironment({ platform: 'local', name: 'lab' }, 'lab.ts');

describe('the record of a deployment', () => {
  let scratch: Scratch;
  let open: OpenEnvironment;
  beforeEach(async () => {
    scratch = scratchFolder();
    const ledger = await openLedger(environment, scratch.folder, () => undefined);
    open = {
      ...{ workspaceRoot: scratch.folder, folder: scratch.folder, environment, ledger },
      platform: platformThat({}),
    };
  });
  afterEach(() => {
    open.ledger.close();
    scratch.remove();
  });
  const start = (commit = 'a'.repeat(40)) =>
    startRecord({ open, kind: 'deploy', commit, env: { GITHUB_ACTOR: 'ada' } });
  const web = wantedOf('web', 'b');
  const none = { outcomes: [], images: [], records: new Map() };

  it('begins with who deploys what, and is under way until it ends', async () => {
    const recorder = await start();
    expect(await open.ledger.underWay('lab')).toEqual([recorder.start]);
    expect(recorder.start).toMatchObject({ kind: 'deploy', actor: 'ada', commit: 'a'.repeat(40) });
    await recorder.end('succeeded', none);
    expect(await open.ledger.underWay('lab')).toEqual([]);
  });

  it('calls abandoned what never ended', async () => {
    const killed = await start();
    const next = await start();
    expect(await open.ledger.deployment('lab', killed.start.id)).toMatchObject({
      end: { outcome: 'abandoned', reason: 'it never ended: its process was killed' },
    });
    expect(await open.ledger.underWay('lab')).toEqual([next.start]);
    expect(next.previousCommit).toBe('a'.repeat(40));
  });

  it('has what was attempted, and what was proven with its settings hashed and how to make it again', async () => {
    const recorder = await start();
    await recorder.attempt(web);
    const { id } = recorder.start;
    expect((await open.ledger.stacks('lab')).get('web')).toEqual({
      attempt: { deploymentId: id, stackHash: hash('b') },
    });
    await recorder.proof(web, liveOf('web', 'b', { settings: { memory: '64' }, revision: 'arn:1' }));
    expect((await open.ledger.stacks('lab')).get('web')?.proof).toMatchObject({
      ...{ deploymentId: id, stackHash: hash('b'), commit: 'a'.repeat(40), digest: digest('b') },
      ...{ revision: 'arn:1', settings: { memory: expect.stringMatching(/^[0-9a-f]{12}$/) } },
    });
    const variables = { ...web.variables, image: `host/web@${digest('b')}`, input_tag: 'in-b' };
    await recorder.proof({ ...web, stackHash: hash('c'), variables }, liveOf('web', 'b'));
    expect(await wantedFromSnapshot(open.ledger, 'lab', 'web', hash('c'))).toEqual({
      ...{ stack: web.stack, stackHash: hash('c'), configuration: '{}', variables },
      image: { tag: 'in-b', digest: digest('b') },
    });
  });

  it('cannot make live again what it does not have', async () => {
    await expect(wantedFromSnapshot(open.ledger, 'lab', 'web', 'gone')).rejects.toMatchObject({
      message: 'what made web live as gone is not recorded',
      where: 'the ledger of lab',
    });
  });

  it('ends with what the environment runs now', async () => {
    const recorder = await start();
    const failed = outcomeOf(wantedOf('api', 'b'), { ending: 'put back', error: new Error('it stopped') });
    const removed = outcomeOf(wantedOf('old', 'a'), { ending: 'removed' });
    const records = new Map([['api', { proof: proofOf('api', 'a') }]]);
    const outcomes = [outcomeOf(web, { live: liveOf('web', 'a') }), failed, removed];
    const images = [{ service: 'web', inputTag: 'in-b', digest: digest('b'), built: true, milliseconds: 5 }];
    const end = await recorder.end('rolled back', { outcomes, images, records, reason: 'it stopped' });
    expect(end).toMatchObject({ outcome: 'rolled back', reason: 'it stopped', images });
    expect(end.release?.stacks).toEqual({
      web: { stackHash: hash('b'), digest: digest('b'), inputTag: 'in-bbbbbbbbbbbb' },
      api: { stackHash: hash('a'), digest: digest('a') },
    });
    expect(end.stacks).toMatchObject([
      {
        name: 'web',
        change: 'update',
        ending: 'live',
        from: { stackHash: hash('a') },
        to: { stackHash: hash('b') },
      },
      { name: 'api', ending: 'put back', reason: 'it stopped' },
      { name: 'old', ending: 'removed' },
    ]);
  });

  it.each(['failed', 'stopped', 'not started'] as const)(
    'does not say what runs now where a stack is %s',
    async (ending) => {
      const recorder = await start();
      const end = await recorder.end('failed', {
        ...none,
        outcomes: [outcomeOf(web), outcomeOf(wantedOf('api'), { ending })],
      });
      expect(end).not.toHaveProperty('release');
    },
  );

  it('forgets what was removed', async () => {
    const recorder = await start();
    await recorder.attempt(web);
    await recorder.removed('web');
    expect(await open.ledger.stacks('lab')).toEqual(new Map());
  });

  it('is in a file of this machine for an environment of this machine', () => {
    const again = openSqliteLedger(join(scratch.folder, 'ledger.sqlite'));
    again.close();
    expect(open.ledger.isReachable).toBe(true);
  });
});
