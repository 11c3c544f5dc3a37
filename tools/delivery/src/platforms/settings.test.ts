import { differences, fingerprint } from './settings.ts';

const settings = { memory: '64', 'environment.LOG_LEVEL': 'info', 'environment.TOKEN': 'hunter2' };

describe('settings as they are recorded', () => {
  const recorded = fingerprint(settings, ['TOKEN']);

  it('tell no value, and of a secret not even a hash', () => {
    expect(JSON.stringify(recorded)).not.toMatch(/64|info|hunter2/);
    expect(recorded).toEqual({
      'environment.LOG_LEVEL': expect.stringMatching(/^[0-9a-f]{12}$/),
      'environment.TOKEN': 'secret',
      memory: expect.stringMatching(/^[0-9a-f]{12}$/),
    });
    expect(fingerprint({ ...settings, 'environment.TOKEN': 'other' }, ['TOKEN'])).toEqual(recorded);
  });

  it.each([
    ['nothing', {}, []],
    ['a value', { memory: '128' }, ['memory']],
    ['something more', { 'environment.DEBUG': '1' }, ['environment.DEBUG']],
    ['a secret’s value, which nobody knows', { 'environment.TOKEN': 'other' }, []],
  ])('differ by %s', (_what, changed, names) => {
    expect(differences(recorded, { ...settings, ...changed })).toEqual(names);
  });

  it('differ by what is there no more, a secret too', () => {
    expect(differences(recorded, { memory: '64' })).toEqual(['environment.LOG_LEVEL', 'environment.TOKEN']);
  });
});
