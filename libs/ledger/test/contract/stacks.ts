import type { Ledger } from '../../src/index.ts';
import { attemptAt, idAt, proofAt } from '../samples.ts';
import type { Open } from './open.ts';

/** What a ledger does with records of stacks. */
export function describeItsStacks(open: Open): void {
  describe('of stacks', () => {
    let ledger: Ledger;
    beforeEach(() => {
      ledger = open();
    });

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
}
