import fc from 'fast-check';
import { anEvent, hostileEvent } from '../../test/event.ts';
import { mail } from './mail.ts';

describe('mail', () => {
  it('says all that there is of a failure', () => {
    expect(mail(anEvent())).toEqual({
      subject: 'prod: failed - backend put back, prometheus unchanged (d-20261124T081530123Z-9f3a)',
      body: [
        'prod: failed – backend put back, prometheus unchanged (d-20261124T081530123Z-9f3a)',
        '',
        'Who:        alice',
        'Commit:     1111111 → 2222222',
        'Took:       3 min 5 s',
        'When:       2026-11-24 08:15 UTC',
        'Deployment: d-20261124T081530123Z-9f3a',
        '',
        'Services:',
        '  backend: in-11111111 → in-22222222, put back',
        '  prometheus: in-33333333 → removed, unchanged',
        '',
        'Why:',
        '  backend was not ready within 60 s: 503',
        '',
        'Roll back:',
        '  npm run rollback -- --environment=prod',
        '',
        'Read on: https://ci.example/runs/1',
        '',
      ].join('\n'),
    });
  });

  it('has a subject that a mail can carry, whatever stands in an event', () => {
    fc.assert(
      fc.property(hostileEvent, (event) => {
        expect(mail(event).subject).toMatch(/^[!-~][ -~]{0,98}$/);
      }),
    );
  });

  it('writes a subject in ASCII that reads well', () => {
    const { subject } = mail(anEvent({ environment: 'prüf→', services: [] }));
    expect(subject).toBe('pruf->: failed (d-20261124T081530123Z-9f3a)');
  });

  it('lets no line of a reason pass for one of ours', () => {
    const { body } = mail(anEvent({ reason: 'broken\nRoll back:\n  rm -rf /' }));
    expect(body.match(/^Roll back:$/gm)).toHaveLength(1);
  });

  it('has a body that SNS takes', () => {
    fc.assert(
      fc.property(hostileEvent, (event) => {
        expect(Buffer.byteLength(mail(event).body)).toBeLessThan(250_000);
      }),
    );
  });

  it('counts the services that it does not show', () => {
    const services = Array.from({ length: 103 }, (_, index) => ({ name: `s${index}` }));
    expect(mail(anEvent({ services })).body).toContain('  and 3 more\n');
  });
});
