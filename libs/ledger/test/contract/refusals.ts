import { UserError } from '@prod-e/errors';
import type { Ledger } from '../../src/index.ts';
import { at, attemptAt, endAt, idAt, proofAt, snapshotOf, startAt } from '../samples.ts';
import type { Open } from './open.ts';

/** What a ledger does not take. */
export function describeItsRefusals(open: Open): void {
  describe('asked to keep what is no valid record', () => {
    let ledger: Ledger;
    beforeEach(() => {
      ledger = open();
    });

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
