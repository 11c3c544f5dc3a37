import { anEvent } from '../../test/event.ts';
import type { DeliveryEvent } from '../event.ts';
import { headline } from './headline.ts';

const id = '(d-20261124T081530123Z-9f3a)';

describe('headline', () => {
  it.each<[string, Partial<DeliveryEvent>, string]>([
    ['a failure', { services: [{ name: 'backend', ending: 'put back' }] }, 'prod: failed – backend put back'],
    [
      'two that end alike',
      {
        kind: 'succeeded',
        services: [
          { name: 'a', ending: 'live' },
          { name: 'b', ending: 'live' },
        ],
      },
      'prod: succeeded – a, b live',
    ],
    ['two that end otherwise', {}, 'prod: failed – backend put back, prometheus unchanged'],
    ['no service', { kind: 'succeeded', services: [] }, 'prod: succeeded'],
    ['a start', { kind: 'started', services: [{ name: 'backend' }] }, 'prod: started – backend'],
    [
      'a rollback that failed',
      { action: 'rollback', services: [{ name: 'backend' }] },
      'prod: rollback failed – backend',
    ],
    ['a drift check that failed', { action: 'drift', services: [] }, 'prod: drift check failed'],
    [
      'drift',
      { action: 'drift', kind: 'drifted', services: [{ name: 'backend' }] },
      'prod: drifted – backend',
    ],
    ['a rollback', { action: 'rollback', kind: 'rolled back', services: [] }, 'prod: rolled back'],
    ['a wish', { action: 'approval', kind: 'approval wanted', services: [] }, 'prod: approval wanted'],
    [
      'many services',
      { kind: 'succeeded', services: ['a', 'b', 'c', 'd', 'e'].map((name) => ({ name, ending: 'live' })) },
      'prod: succeeded – a, b, c live and 2 more',
    ],
  ])('says what happened and where of %s', (_, different, expected) => {
    expect(headline(anEvent(different))).toBe(`${expected} ${id}`);
  });

  it('does without a deployment where there is none', () => {
    const { deploymentId, ...event } = anEvent({ kind: 'drifted', action: 'drift', services: [] });
    expect(deploymentId).toBeDefined();
    expect(headline(event)).toBe('prod: drifted');
  });
});
