import { execFileSync } from 'node:child_process';
import { scratchFolder, type Scratch } from '@prod-e/testing/fixtures';
import { shippedCommits } from './shipped-commits.ts';

describe('the commits that a deployment brings', () => {
  let checkout: Scratch;
  const commits: string[] = [];
  const git = (...args: string[]) =>
    execFileSync('git', args, { cwd: checkout.folder, encoding: 'utf8' }).trim();
  beforeAll(() => {
    checkout = scratchFolder();
    git('init', '--quiet');
    git('config', 'user.name', 'test');
    git('config', 'user.email', 'test@example.invalid');
    for (let index = 0; index < 5; index += 1) {
      git('commit', '--quiet', '--allow-empty', '--message', String(index));
      commits.push(git('rev-parse', 'HEAD'));
    }
  });
  afterAll(() => {
    checkout.remove();
  });
  const at = (index: number): string => commits.at(index) ?? '';
  const shipped = async (commit: string, previous?: string) =>
    (await shippedCommits(checkout.folder, commit, previous)).map(({ hash }) => hash);

  it('are those since the deployment before, newest first, with their time', async () => {
    const found = await shippedCommits(checkout.folder, at(4), at(2));
    expect(found.map(({ hash }) => hash)).toEqual([at(4), at(3)]);
    expect(found[0]?.committedAt).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.000Z$/);
  });

  it('are the last one alone where nothing was deployed before, or git does not know what was', async () => {
    expect(await shipped(at(4))).toEqual([at(4)]);
    expect(await shipped(at(4), 'f'.repeat(40))).toEqual([at(4)]);
    expect(await shipped(at(4), 'unknown')).toEqual([at(4)]);
  });

  it('are none when the same is deployed again, or an older one', async () => {
    expect(await shipped(at(3), at(3))).toEqual([]);
    expect(await shipped(at(2), at(4))).toEqual([]);
  });

  it('are told of a tree with changes, too', async () => {
    expect(await shipped(`${at(4)}-dirty`, `${at(3)}-dirty`)).toEqual([at(4)]);
  });

  it('are none where there is no git', async () => {
    expect(await shipped('unknown')).toEqual([]);
  });
});
