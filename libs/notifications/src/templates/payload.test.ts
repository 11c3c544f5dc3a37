import { anEvent } from '../../test/event.ts';
import { payload } from './payload.ts';

describe('payload', () => {
  it('holds the event, and what happened in words', () => {
    const { at, ...rest } = anEvent();
    expect(payload(anEvent(), 'id')).toEqual({
      version: 1,
      delivery: 'id',
      text: 'prod: failed – backend put back, prometheus unchanged (d-20261124T081530123Z-9f3a)',
      event: { ...rest, at: at.toISOString() },
    });
  });

  it('cuts a reason that goes on and on', () => {
    expect(payload(anEvent({ reason: 'a'.repeat(100_000) }), 'id').event.reason).toHaveLength(60_000);
  });

  it('has no time where that is not known', () => {
    expect(payload(anEvent({ at: new Date(NaN) }), 'id').event.at).toBeNull();
  });
});
