import type { Ledger } from '../../src/index.ts';
import { endAt, idAt, startAt } from '../samples.ts';
import type { Open } from './open.ts';

/** What a ledger does with deployments. */
export function describeItsDeployments(open: Open): void {
  describe('of deployments', () => {
    let ledger: Ledger;
    beforeEach(() => {
      ledger = open();
    });

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
}
