import type { Ledger } from '../../src/index.ts';
import { snapshotOf } from '../samples.ts';
import type { Open } from './open.ts';

/** What a ledger does with snapshots. */
export function describeItsSnapshots(open: Open): void {
  describe('of snapshots', () => {
    let ledger: Ledger;
    beforeEach(() => {
      ledger = open();
    });

    it('tells one by its name and hash, and no other', async () => {
      await ledger.keepSnapshot('dev', snapshotOf('web', 'a'));
      expect(await ledger.snapshot('dev', 'web', 'a')).toEqual(snapshotOf('web', 'a'));
      expect(await ledger.snapshot('dev', 'web', 'b')).toBeUndefined();
      expect(await ledger.snapshot('dev', 'api', 'a')).toBeUndefined();
      expect(await ledger.snapshot('staging', 'web', 'a')).toBeUndefined();
    });

    it('keeps them apart, whatever environments and stacks are called', async () => {
      await ledger.keepSnapshot('dev#web', snapshotOf('api', 'a'));
      expect(await ledger.snapshot('dev', 'web#api', 'a')).toBeUndefined();
    });

    it('leaves one that is there as it is', async () => {
      await ledger.keepSnapshot('dev', snapshotOf('web', 'a', '{"first":1}'));
      await ledger.keepSnapshot('dev', snapshotOf('web', 'a', '{"second":2}'));
      expect((await ledger.snapshot('dev', 'web', 'a'))?.configuration).toBe('{"first":1}');
    });
  });
}
