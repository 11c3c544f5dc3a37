import { statSync } from 'node:fs';
import { contents, type Scratch, scratchFolder } from '@prod-e/testing/fixtures';
import { aDelivery } from '../../test/delivery.ts';
import { anEvent } from '../../test/event.ts';
import { markdown, markdownHeadline } from '../templates/markdown.ts';
import { appendToJobSummary } from './job-summary.ts';

describe('appendToJobSummary', () => {
  let scratch: Scratch;
  beforeEach(() => {
    scratch = scratchFolder();
  });
  afterEach(() => {
    scratch.remove();
  });

  function append(env: Record<string, string>) {
    const delivery = aDelivery({ env });
    return appendToJobSummary(delivery).finally(delivery.clear);
  }

  it('appends to what is there', async () => {
    expect(await append({ GITHUB_STEP_SUMMARY: scratch.write('summary', 'before') })).toBe('sent');
    expect(contents(scratch.folder)).toEqual({ summary: `before\n${markdown(anEvent())}` });
  });

  it('makes the file where there is none', async () => {
    expect(await append({ GITHUB_STEP_SUMMARY: `${scratch.folder}/summary` })).toBe('sent');
    expect(contents(scratch.folder)).toEqual({ summary: `\n${markdown(anEvent())}` });
  });

  it('says less where there is little room', async () => {
    const before = 'x'.repeat(1024 * 1024 - 200);
    await append({ GITHUB_STEP_SUMMARY: scratch.write('summary', before) });
    expect(contents(scratch.folder)).toEqual({ summary: `${before}\n${markdownHeadline(anEvent())}\n` });
  });

  it('does not grow what GitHub would not show', async () => {
    const file = scratch.write('summary', 'x'.repeat(1024 * 1024 - 10));
    await expect(append({ GITHUB_STEP_SUMMARY: file })).rejects.toMatchObject({
      message: 'the summary of this step has reached the 1 MiB that GitHub shows',
    });
    expect(statSync(file).size).toBe(1024 * 1024 - 10);
  });

  it('tells nobody outside of GitHub', async () => {
    expect(await append({})).toBe('skipped');
  });

  it('says what is missing on GitHub', async () => {
    await expect(append({ GITHUB_ACTIONS: 'true' })).rejects.toMatchObject({
      message: 'the variable GITHUB_STEP_SUMMARY is not set',
    });
  });

  it('says that the file cannot be written', async () => {
    await expect(append({ GITHUB_STEP_SUMMARY: scratch.folder })).rejects.toMatchObject({
      message: expect.stringContaining('the file of GITHUB_STEP_SUMMARY cannot be written: EISDIR'),
      next: 'check that GITHUB_STEP_SUMMARY names a file that this process may write',
    });
  });

  it('says that the file cannot be looked at', async () => {
    const file = `${scratch.write('summary', '')}/below`;
    await expect(append({ GITHUB_STEP_SUMMARY: file })).rejects.toMatchObject({
      message: expect.stringContaining('ENOTDIR'),
    });
  });
});
