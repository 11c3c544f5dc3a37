import { UserError } from '@prod-e/errors';
import type { Ledger } from '../src/index.ts';
import { at, attemptAt, endAt, idAt, proofAt, snapshotOf, startAt } from './samples.ts';

/** Opens a handle on the ledger of a test; the first of a test on a fresh one. All are closed by whoever opened. */
export type Open = () => Ledger;

/** What every ledger must do. */
export function itIsALedger(open: Open): void {
  let ledger: Ledger;
  beforeEach(() => {
    ledger = open();
  });

  describe('of deployments', () => {
    it('knows none at first', async () => {
      expect(await ledger.deployment('dev', idAt(1))).toBeUndefined();
      expect(await ledger.deployments({ environment: 'dev', limit: 5 })).toEqual([]);
      expect(await ledger.underWay('dev')).toEqual([]);
    });

    it('tells one that was started as it was written', async () => {
      const start = startAt(1, { link: 'https://ci.example/run/1', kind: 'rollback', commit: 'unknown' });
      await ledger.start(start);
      expect(await ledger.deployment('dev', idAt(1))).toEqual(start);
    });

    it('tells one that has ended with its end', async () => {
      await ledger.start(startAt(1));
      await ledger.end('dev', idAt(1), endAt(1));
      expect(await ledger.deployment('dev', idAt(1))).toEqual({ ...startAt(1), end: endAt(1) });
    });

    it('keeps the first of two starts', async () => {
      await ledger.start(startAt(1));
      await ledger.start(startAt(1, { actor: 'eve' }));
      expect(await ledger.deployment('dev', idAt(1))).toEqual(startAt(1));
    });

    it('does not tell one whose end came before its start, until that has come', async () => {
      await ledger.end('dev', idAt(1), endAt(1));
      expect(await ledger.deployment('dev', idAt(1))).toBeUndefined();
      expect(await ledger.deployments({ environment: 'dev', limit: 5 })).toEqual([]);
      await ledger.start(startAt(1));
      expect(await ledger.deployment('dev', idAt(1))).toEqual({ ...startAt(1), end: endAt(1) });
      expect(await ledger.underWay('dev')).toEqual([]);
    });

    it.each([
      ['a success', 'succeeded', 'failed', 'succeeded'],
      ['a failure', 'failed', 'succeeded', 'failed'],
      ['a success, though it is given up later', 'succeeded', 'abandoned', 'succeeded'],
      ['a success after it was given up', 'abandoned', 'succeeded', 'succeeded'],
      ['the first giving up of two', 'abandoned', 'abandoned', 'abandoned'],
    ] as const)('keeps %s', async (_what, first, second, kept) => {
      await ledger.start(startAt(1));
      await ledger.end('dev', idAt(1), endAt(1, { outcome: first, reason: 'first' }));
      await ledger.end('dev', idAt(1), endAt(1, { outcome: second, reason: 'second' }));
      const reason = first === 'abandoned' && second !== 'abandoned' ? 'second' : 'first';
      expect((await ledger.deployment('dev', idAt(1)))?.end).toMatchObject({ outcome: kept, reason });
    });

    it('is not under way again when its start is written again', async () => {
      await ledger.start(startAt(1));
      await ledger.end('dev', idAt(1), endAt(1));
      await ledger.start(startAt(1));
      expect(await ledger.underWay('dev')).toEqual([]);
    });

    it('tells those under way, oldest first', async () => {
      for (const seconds of [3, 1, 2]) await ledger.start(startAt(seconds));
      await ledger.start(startAt(4, { environment: 'staging' }));
      await ledger.end('dev', idAt(2), endAt(2));
      expect(await ledger.underWay('dev')).toEqual([startAt(1), startAt(3)]);
    });

    it('keeps environments apart, whatever they are called', async () => {
      const names = ['dev', 'dev#2', 'dev%232', 'd', 'dév'];
      for (const [index, environment] of names.entries()) await ledger.start(startAt(index, { environment }));
      for (const [index, environment] of names.entries()) {
        expect(await ledger.deployments({ environment, limit: 9 })).toEqual([
          startAt(index, { environment }),
        ]);
      }
    });

    it('tells many page by page, newest first, each once', async () => {
      const all = Array.from({ length: 130 }, (_, index) => index);
      await Promise.all(all.map((seconds) => ledger.start(startAt(seconds))));
      await Promise.all(all.map((seconds) => ledger.end('dev', idAt(seconds), endAt(seconds))));
      const told: string[] = [];
      for (let before: string | undefined; ; before = told.at(-1)) {
        const query = { environment: 'dev', limit: 40, ...(before !== undefined && { before }) };
        const page = await ledger.deployments(query);
        told.push(...page.map(({ id }) => id));
        if (page.length < 40) break;
      }
      expect(told).toEqual(all.map(idAt).reverse());
    });

    it('fills a page, however many ends stand in it without their starts', async () => {
      for (const seconds of [1, 2, 3]) await ledger.start(startAt(seconds));
      for (let seconds = 4; seconds < 20; seconds++) await ledger.end('dev', idAt(seconds), endAt(seconds));
      const page = await ledger.deployments({ environment: 'dev', limit: 2 });
      expect(page.map(({ id }) => id)).toEqual([idAt(3), idAt(2)]);
    });

    it('tells none where none is asked for', async () => {
      await ledger.start(startAt(1));
      expect(await ledger.deployments({ environment: 'dev', limit: 0 })).toEqual([]);
    });

    it('keeps an end of a thousand stacks', async () => {
      const stacks = Array.from({ length: 1000 }, (_, index) => ({
        name: `stack-${index}`,
        change: 'unchanged',
        ending: 'unchanged',
        milliseconds: index,
      }));
      await ledger.start(startAt(1));
      await ledger.end('dev', idAt(1), endAt(1, { stacks }));
      expect((await ledger.deployment('dev', idAt(1)))?.end?.stacks).toEqual(stacks);
    });
  });

  describe('of stacks', () => {
    const web = async () => (await ledger.stacks('dev')).get('web');

    it('knows none at first', async () => {
      expect(await ledger.stacks('dev')).toEqual(new Map());
    });

    it('tells the last attempt and the last proof of each', async () => {
      await ledger.recordAttempt('dev', 'web', attemptAt(2));
      await ledger.recordProof('dev', 'web', proofAt(1));
      await ledger.recordAttempt('dev', '__proto__', attemptAt(1));
      await ledger.recordAttempt('staging', 'web', attemptAt(3));
      expect(await ledger.stacks('dev')).toEqual(
        new Map([
          ['__proto__', { attempt: attemptAt(1) }],
          ['web', { attempt: attemptAt(2), proof: proofAt(1) }],
        ]),
      );
    });

    it('keeps the newer of two attempts, in whichever order they come', async () => {
      for (const seconds of [1, 3, 2, 3]) await ledger.recordAttempt('dev', 'web', attemptAt(seconds));
      expect(await web()).toEqual({ attempt: attemptAt(3) });
    });

    it('keeps the newer of two proofs, in whichever order they come', async () => {
      for (const seconds of [1, 3, 2, 3]) await ledger.recordProof('dev', 'web', proofAt(seconds));
      expect(await web()).toEqual({ proof: proofAt(3) });
    });

    it('takes another attempt of the same deployment: what it puts back', async () => {
      await ledger.recordAttempt('dev', 'web', attemptAt(1, 'new'));
      await ledger.recordAttempt('dev', 'web', attemptAt(1, 'old'));
      expect(await web()).toEqual({ attempt: attemptAt(1, 'old') });
    });

    it.each([
      ['an older deployment', 1],
      ['the same deployment', 2],
    ])('forgets what %s recorded', async (_what, seconds) => {
      await ledger.recordAttempt('dev', 'web', attemptAt(seconds));
      await ledger.recordProof('dev', 'web', proofAt(seconds));
      await ledger.forgetStack('dev', 'web', idAt(2));
      expect(await ledger.stacks('dev')).toEqual(new Map());
    });

    it('keeps what a newer deployment recorded', async () => {
      await ledger.recordAttempt('dev', 'web', attemptAt(3));
      await ledger.recordProof('dev', 'web', proofAt(1));
      await ledger.forgetStack('dev', 'web', idAt(2));
      expect(await web()).toEqual({ attempt: attemptAt(3) });
    });

    it('does not take a record of an older deployment after it was forgotten', async () => {
      await ledger.forgetStack('dev', 'web', idAt(2));
      await ledger.recordAttempt('dev', 'web', attemptAt(1));
      await ledger.recordProof('dev', 'web', proofAt(2));
      expect(await ledger.stacks('dev')).toEqual(new Map());
    });

    it('takes a record of a newer deployment after it was forgotten', async () => {
      await ledger.forgetStack('dev', 'web', idAt(2));
      await ledger.forgetStack('dev', 'web', idAt(1));
      await ledger.recordProof('dev', 'web', proofAt(3));
      expect(await web()).toEqual({ proof: proofAt(3) });
    });

    it('tells thousands', async () => {
      const names = Array.from({ length: 2000 }, (_, index) => `stack-${String(index).padStart(4, '0')}`);
      const settings = Object.fromEntries(
        Array.from({ length: 20 }, (_, index) => [`setting-${index}`, `${index}`.repeat(20)]),
      );
      for (let index = 0; index < names.length; index += 100) {
        const some = names.slice(index, index + 100);
        await Promise.all(some.map((name) => ledger.recordProof('dev', name, proofAt(1, { settings }))));
      }
      const told = await ledger.stacks('dev');
      expect([...told.keys()]).toEqual(names);
      expect(told.get('stack-1999')).toEqual({ proof: proofAt(1, { settings }) });
    });
  });

  describe('of snapshots', () => {
    it('tells one by its name and hash, and no other', async () => {
      await ledger.keepSnapshot('dev', snapshotOf('web', 'a'));
      expect(await ledger.snapshot('dev', 'web', 'a')).toEqual(snapshotOf('web', 'a'));
      expect(await ledger.snapshot('dev', 'web', 'b')).toBeUndefined();
      expect(await ledger.snapshot('dev', 'api', 'a')).toBeUndefined();
      expect(await ledger.snapshot('staging', 'web', 'a')).toBeUndefined();
    });

    it('leaves one that is there as it is', async () => {
      await ledger.keepSnapshot('dev', snapshotOf('web', 'a', '{"first":1}'));
      await ledger.keepSnapshot('dev', snapshotOf('web', 'a', '{"second":2}'));
      expect((await ledger.snapshot('dev', 'web', 'a'))?.configuration).toBe('{"first":1}');
    });
  });

  describe('with two handles', () => {
    it('tells by each what was written by the other', async () => {
      const other = open();
      await ledger.start(startAt(1));
      await other.end('dev', idAt(1), endAt(1));
      await other.recordProof('dev', 'web', proofAt(1));
      expect(await ledger.deployment('dev', idAt(1))).toEqual(await other.deployment('dev', idAt(1)));
      expect((await ledger.stacks('dev')).get('web')).toEqual({ proof: proofAt(1) });
    });

    it('keeps the newest of all when both write at once', async () => {
      const other = open();
      const times = Array.from({ length: 25 }, (_, index) => index);
      await Promise.all(
        times.flatMap((seconds) =>
          [ledger, other].flatMap((handle) => [
            handle.start(startAt(seconds)),
            handle.end('dev', idAt(seconds), endAt(seconds)),
            handle.recordAttempt('dev', 'web', attemptAt(seconds)),
            handle.recordProof('dev', 'web', proofAt(seconds)),
          ]),
        ),
      );
      const told = await other.deployments({ environment: 'dev', limit: 99 });
      expect(told.reverse()).toEqual(times.map((seconds) => ({ ...startAt(seconds), end: endAt(seconds) })));
      expect(await ledger.underWay('dev')).toEqual([]);
      expect((await ledger.stacks('dev')).get('web')).toEqual({ attempt: attemptAt(24), proof: proofAt(24) });
    });
  });

  describe('asked to keep what is no valid record', () => {
    it.each<[string, string, (ledger: Ledger) => Promise<void>]>([
      ['a start at no time', 'startedAt', (it) => it.start(startAt(1, { startedAt: 'yesterday' }))],
      ['a start of no environment', 'environment', (it) => it.start(startAt(1, { environment: '' }))],
      [
        'an end that took less than no time',
        'stacks.0.milliseconds',
        (it) => it.end('dev', idAt(1), backward),
      ],
      ['an end of no deployment', 'id', (it) => it.end('dev', '', endAt(1))],
      ['a proof at no time', 'proof.at', (it) => it.recordProof('dev', 'web', proofAt(1, { at: '' }))],
      ['an attempt on no stack', 'stack', (it) => it.recordAttempt('dev', '', attemptAt(1))],
      ['a snapshot of no hash', 'snapshot.stackHash', (it) => it.keepSnapshot('dev', snapshotOf('web', ''))],
    ])('refuses %s, and says where it is wrong', async (_what, field, write) => {
      const refusal: unknown = await write(ledger).catch((error: unknown) => error);
      expect(refusal).toBeInstanceOf(UserError);
      expect((refusal as UserError).where).toContain(field);
      expect(await ledger.deployments({ environment: 'dev', limit: 9 })).toEqual([]);
      expect(await ledger.stacks('dev')).toEqual(new Map());
    });
  });
}

const backward = endAt(1, {
  stacks: [{ name: 'web', change: 'update', ending: 'live', milliseconds: -1 }],
  endedAt: at(2),
});
