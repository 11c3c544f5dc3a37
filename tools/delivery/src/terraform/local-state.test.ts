import { contents, scratchFolder, type Scratch } from '@prod-e/testing/fixtures';
import { setCorruptStateAside } from './local-state.ts';

const whole = '{"version":4,"resources":[]}';

describe('a state file of this machine', () => {
  let scratch: Scratch;
  let notes: string[] = [];
  beforeEach(() => {
    scratch = scratchFolder();
    notes = [];
  });
  afterEach(() => {
    scratch.remove();
  });
  const check = () =>
    setCorruptStateAside({
      ...{ folder: scratch.folder, workspaceRoot: '/w', signal: new AbortController().signal },
      note: (line) => notes.push(line),
    });
  const files = () => contents(scratch.folder);

  it('that is whole, or not there, is left alone', async () => {
    await check();
    scratch.write('terraform.tfstate', whole);
    await check();
    expect(files()).toEqual({ 'terraform.tfstate': whole });
    expect(notes).toEqual([]);
  });

  it.each([
    ['garbage', 'ÿÿÿ'],
    ['truncated', whole.slice(0, 12)],
    ['empty', ''],
    ['no state', '{"version":"x"}'],
  ])('that is %s is set aside, and the one before it taken', async (_what, text) => {
    scratch.write('terraform.tfstate', text);
    scratch.write('terraform.tfstate.backup', whole);
    await check();
    const { 'terraform.tfstate': now, ...others } = files();
    expect(now).toBe(whole);
    expect(Object.entries(others).find(([name]) => name.includes('.corrupt-'))?.[1]).toBe(text);
    expect(notes).toEqual([
      expect.stringMatching(/^its state could not be read .* the one before it is taken$/),
    ]);
  });

  it('that is set aside is begun anew where there is none before it, or a broken one', async () => {
    scratch.write('terraform.tfstate', '');
    scratch.write('terraform.tfstate.backup', '');
    await check();
    expect(Object.keys(files())).not.toContain('terraform.tfstate');
    expect(notes[0]).toMatch(/a new one is begun$/);
  });
});
