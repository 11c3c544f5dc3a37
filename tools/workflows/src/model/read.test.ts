import { scratchFolder } from '@prod-e/testing/fixtures';
import { action, oneJob, oneStep } from '../../test/workflows.ts';
import { readWorkflows } from './read.ts';

describe('readWorkflows', () => {
  const scratch = scratchFolder();
  afterAll(() => {
    scratch.remove();
  });

  it('finds nothing in a folder without any', () => {
    expect(readWorkflows(scratch.folder)).toEqual([]);
  });

  it('finds workflows and actions, and what they call of each other', () => {
    scratch.write('.github/workflows/a.yml', oneJob('uses: ./.github/workflows/b.yaml'));
    scratch.write('.github/workflows/b.yaml', oneStep('uses: ./.github/actions/setup', 'uses: ./elsewhere'));
    scratch.write('.github/workflows/notes.md', 'no workflow');
    scratch.write('.github/actions/setup/action.yml', action(['run: npm ci']));
    scratch.write('.github/actions/setup/other.yml', 'no action');
    const [a, b, setup, ...more] = readWorkflows(scratch.folder);
    expect([a?.file, b?.file, setup?.file, ...more]).toEqual([
      '.github/workflows/a.yml',
      '.github/workflows/b.yaml',
      '.github/actions/setup/action.yml',
    ]);
    expect(a?.jobs[0]?.called).toBe(b);
    expect(b?.jobs[0]?.steps.map((step) => step.action)).toEqual([setup, undefined]);
  });
});
