import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { thrownBy } from '@prod-e/testing/fixtures';
import { stopTimeout } from './stop-timeout.ts';

describe('how long ECS waits for a task to end', () => {
  it('is longer than the drain of libs/service', () => {
    const settings = readFileSync(join(__dirname, '../../../../../libs/service/src/settings.ts'), 'utf8');
    const drain = /DRAIN_SECONDS: seconds\(.*\)\.default\((\d+)\)/.exec(settings)?.[1];
    expect(stopTimeout({}, 'web')).toBe(stopTimeout({ DRAIN_SECONDS: drain ?? 'not found' }, 'web'));
    expect(stopTimeout({}, 'web')).toBeGreaterThan(Number(drain));
  });

  it('is longer than the drain that a service has chosen', () => {
    expect(stopTimeout({ DRAIN_SECONDS: '60.5' }, 'web')).toBe(81);
  });

  it.each(['101', 'long'])('cannot be longer than Fargate waits: %s', (drain) => {
    expect(thrownBy(() => stopTimeout({ DRAIN_SECONDS: drain }, 'web'))).toMatchObject({
      message: `DRAIN_SECONDS of web is ${drain}, and Fargate kills after 120 s`,
      where: 'apps/web/service.json',
      next: 'make it 100 or less',
      exit: 2,
    });
  });
});
