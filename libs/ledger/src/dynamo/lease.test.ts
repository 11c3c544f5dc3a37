import { once } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import { startFaultyProxy, type FaultyProxy } from '@prod-e/testing/faulty-proxy';
import { freePort } from '@prod-e/testing/fixtures';
import { describeWithMiniStack } from '@prod-e/testing/ministack';
import { freshTables } from '../../test/ministack-table.ts';
import { LedgerUnavailable } from '../unavailable.ts';
import { deleteLease, getLease, putLease } from './lease-item.ts';
import { readLease, takeLease, type Lease, type LeaseTerms } from './lease.ts';
import { openTable, type Table } from './table.ts';

const ada = 'nx run infra:deploy by ada@runner-1 (process 7)';
const bob = 'nx run infra:rollback by bob@runner-2 (process 8)';

describeWithMiniStack('the lease of an environment', () => {
  const tables = freshTables();
  const taken: Lease[] = [];
  let table: Table;
  let proxy: FaultyProxy | undefined;
  const patient = () => ({ ...tables.options(), requestTimeoutMs: 60_000 });
  const options = () => ({ ...patient(), ...(proxy && { endpoint: proxy.url }) });

  const take = async (holder: string, terms?: LeaseTerms) => {
    const answer = await takeLease(options(), 'dev', holder, terms);
    if (answer.lease) taken.push(answer.lease);
    return answer;
  };
  const mine = async (terms?: LeaseTerms): Promise<Lease> => {
    const { lease } = await take(ada, terms);
    if (!lease) throw new Error('it was not taken');
    return lease;
  };
  const expiry = async () => (await getLease(table, 'dev'))?.expires ?? 0;
  /** Of one who has died, this long ago. */
  const leftBehind = (secondsAgo: number) =>
    putLease(
      table,
      'dev',
      {
        ...{ token: 'dead', holder: bob, since: '2026-01-02T03:04:05.678Z' },
        expires: Date.now() - secondsAgo * 1000,
      },
      0,
    );
  const behindProxy = async () => (proxy = await startFaultyProxy(tables.options().endpoint ?? ''));
  const later = async (than: number) => {
    while ((await expiry()) <= than) await sleep(50);
  };

  beforeEach(() => {
    table = openTable(patient());
  });
  afterEach(async () => {
    proxy?.heal();
    for (const lease of taken.splice(0)) await lease.release();
    table.close();
    await proxy?.stop();
    proxy = undefined;
  });

  it('is taken where nobody holds it, and of another environment by another', async () => {
    const lease = await mine();
    expect(lease.lost.aborted).toBe(false);
    expect(await readLease(options(), 'dev')).toMatchObject({ holder: ada });
    const other = await takeLease(options(), 'prod', bob);
    await other.lease?.release();
    expect(other.held).toBeUndefined();
  });

  it('is refused while another holds it, naming who, since when and until when', async () => {
    const before = Date.now();
    await mine({ seconds: 60, marginSeconds: 30 });
    const { held } = await take(bob, { marginSeconds: 30 });
    expect(held?.holder).toBe(ada);
    expect(held?.since.getTime()).toBeGreaterThanOrEqual(before);
    expect(held?.until.getTime()).toBe((await expiry()) + 30_000);
  });

  it('is taken by just one of many who want it at once', async () => {
    const answers = await Promise.all(Array.from({ length: 8 }, (_, index) => take(`runner ${index}`)));
    const winners = answers.flatMap(({ lease }, index) => (lease ? [`runner ${index}`] : []));
    expect(winners).toHaveLength(1);
    expect(answers.flatMap(({ held }) => held?.holder ?? [])).toEqual(Array(7).fill(winners[0]));
  });

  it('is free again once it was released', async () => {
    await (await mine()).release();
    expect(await readLease(options(), 'dev')).toBeUndefined();
    expect((await take(bob)).held).toBeUndefined();
  });

  it('is renewed for as long as it is held', async () => {
    const lease = await mine({ seconds: 6 });
    const first = await expiry();
    await later(first);
    await later(await expiry());
    expect(lease.lost.aborted).toBe(false);
  });

  it('of a holder who died is taken once it has run out and the margin for clocks has passed', async () => {
    await leftBehind(10);
    expect((await take(ada, { marginSeconds: 60 })).held).toMatchObject({ holder: bob });
    expect(await readLease(options(), 'dev', { marginSeconds: 60 })).toMatchObject({ holder: bob });
    expect(await readLease(options(), 'dev', { marginSeconds: 5 })).toBeUndefined();
    expect((await take(ada, { marginSeconds: 5 })).held).toBeUndefined();
  });

  it('is lost when another is found to hold it, whose own stays', async () => {
    const lease = await mine({ seconds: 3 });
    const lost = once(lease.lost, 'abort');
    await deleteLease(table, 'dev', (await getLease(table, 'dev'))?.token ?? '');
    await leftBehind(-60);
    await lost;
    expect(lease.lost.reason).toMatchObject({ message: 'the lease of dev is lost: another holds it' });
    await lease.release();
    expect(await readLease(options(), 'dev')).toMatchObject({ holder: bob });
  });

  it('is lost when its time has run out without a renewal getting through', async () => {
    const { fail } = await behindProxy();
    const lease = await mine({ seconds: 1 });
    const lost = once(lease.lost, 'abort');
    fail({ refuse: true });
    await lost;
    expect(lease.lost.reason).toMatchObject({
      message: 'the lease of dev is lost: it could not be renewed in its time',
    });
  });

  it('outlives a moment in which the table cannot be reached', async () => {
    const { fail, count } = await behindProxy();
    const lease = await mine({ seconds: 9 });
    const first = await expiry();
    // The SDK repeats a request once by itself.
    fail({ refuse: true, times: 2 });
    await later(first);
    expect(count('POST')).toBeGreaterThan(3);
    expect(lease.lost.aborted).toBe(false);
  });

  it('is ours though the answer that said so was lost', async () => {
    const { fail, count } = await behindProxy();
    fail({ cutResponseAfter: 0, times: 1 });
    expect((await take(ada)).held).toBeUndefined();
    // The repetition, which was refused, and the look at who holds it.
    expect(count('POST')).toBe(3);
  });

  it('runs out by itself where it cannot be released', async () => {
    const { fail } = await behindProxy();
    const lease = await mine({ seconds: 1 });
    fail({ refuse: true });
    await lease.release();
    expect(await readLease(patient(), 'dev')).toMatchObject({ holder: ada });
    expect(await readLease(patient(), 'dev', { marginSeconds: -60 })).toBeUndefined();
  });

  it('of a table that cannot be reached is neither held nor free', async () => {
    const nowhere = { ...options(), endpoint: `http://127.0.0.1:${await freePort()}` };
    await expect(takeLease(nowhere, 'dev', ada)).rejects.toBeInstanceOf(LedgerUnavailable);
    await expect(readLease(nowhere, 'dev')).rejects.toBeInstanceOf(LedgerUnavailable);
  });

  it('that cannot be released for another reason says so', async () => {
    const { fail } = await behindProxy();
    const lease = await mine();
    fail({ status: 400, body: { __type: 'ValidationException', message: 'no such thing' }, times: 1 });
    await expect(lease.release()).rejects.toThrow('no such thing');
  });
});
