import { held, isStale, lockIn } from './stale-lock.ts';

const printed = `╷
│ Error: Error acquiring the state lock
│
│ Error message: operation error S3: PutObject, https response error
│ StatusCode: 412
│ Lock Info:
│   ID:        8a1c1f3e-1111-2222-3333-444455556666
│   Path:      bucket/web.tfstate
│   Who:       runner@host
│   Operation: OperationTypeApply
│   Version:   1.11.4
│   Created:   2026-11-24 08:15:30.123456789 +0000 UTC
│   Info:
│
`;

describe('a lock on a state', () => {
  it('is read from what Terraform prints', () => {
    expect(lockIn(printed)).toEqual({
      ...{ id: '8a1c1f3e-1111-2222-3333-444455556666', who: 'runner@host', operation: 'OperationTypeApply' },
      created: new Date('2026-11-24T08:15:30.123Z'),
    });
  });

  it.each([
    ['2026-11-24 08:15:30 +0000 UTC', '2026-11-24T08:15:30.000Z'],
    ['2026-11-24 08:15:30.1 +0000 UTC m=+0.1', '2026-11-24T08:15:30.100Z'],
  ])('is of the time %s', (created, expected) => {
    const text = printed.replace(/2026-11-24 .*UTC/, created);
    expect(lockIn(text)?.created).toEqual(new Date(expected));
  });

  it('is none where something else failed', () => {
    expect(lockIn('Error: Invalid provider configuration')).toBeUndefined();
    expect(lockIn('Error acquiring the state lock: no more is known')).toBeUndefined();
  });

  it.each([
    [20, 15, true],
    [10, 15, false],
    [10_000, undefined, false],
  ])(
    'of %s minutes is that of a dead process where that takes %s: %s',
    (minutes, staleLockMinutes, expected) => {
      const lock = { id: '1', who: 'x', operation: 'y', created: new Date(Date.now() - minutes * 60_000) };
      expect(isStale(lock, staleLockMinutes === undefined ? {} : { staleLockMinutes })).toBe(expected);
    },
  );

  it('that may be somebody’s is a refusal that names the holder and the way out', () => {
    const lock = lockIn(printed) ?? { id: '', who: '', operation: '', created: new Date() };
    const options = {
      folder: '/f',
      workspaceRoot: '/w',
      signal: new AbortController().signal,
      note: () => undefined,
    };
    expect(held(lock, { ...options, staleLockMinutes: 15 })).toMatchObject({
      message: 'the state is locked by runner@host (OperationTypeApply) since 2026-11-24T08:15:30Z',
      next: expect.stringContaining('terraform force-unlock 8a1c1f3e-1111-2222-3333-444455556666'),
      exit: 3,
    });
    expect(held(lock, options)).toMatchObject({ next: 'wait until it has ended, then deploy again' });
  });
});
