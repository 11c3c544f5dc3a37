import type { LockChange } from './lock.ts';
import { describeChanges } from './report.ts';

const change: LockChange = { name: 'libc6', architecture: 'amd64', from: '2.41-1', to: '2.41-2' };

describe('describeChanges', () => {
  it('says that nothing changed', () => {
    expect(describeChanges([])).toBe('packages.lock.json is up to date');
  });

  it('lists each change and asks for a commit', () => {
    expect(describeChanges([change, { ...change, name: 'tzdata', from: undefined }])).toBe(
      [
        '  libc6 (amd64): 2.41-1 → 2.41-2',
        '  tzdata (amd64): none → 2.41-2',
        'packages.lock.json changed; commit it',
      ].join('\n'),
    );
  });

  it('says what to run when it only checked', () => {
    expect(describeChanges([{ ...change, to: undefined }], true)).toMatch(
      /2\.41-1 → none\npackages\.lock\.json is stale; next: npx nx run base-image:refresh$/,
    );
  });
});
