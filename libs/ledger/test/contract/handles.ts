import type { Ledger } from '../../src/index.ts';
import { attemptAt, endAt, idAt, proofAt, startAt } from '../samples.ts';
import type { Open } from './open.ts';

/** What a ledger does for two of its users at once. */
export function describeTwoHandles(open: Open): void {
  describe('with two handles', () => {
    let ledger: Ledger;
    beforeEach(() => {
      ledger = open();
    });

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
}
