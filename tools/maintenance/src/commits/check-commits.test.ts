import { scratchRepository, type ScratchRepository } from '../../test/scratch-repository.ts';
import { gitIn } from '../git.ts';
import { assertCommits } from './check-commits.ts';

const types = ['feat', 'fix'];

describe('the commits of a branch', () => {
  let repository: ScratchRepository;
  const commit = (message: string) => repository.git('commit', '--allow-empty', '--quiet', '-m', message);
  const check = (base = 'main') => assertCommits(gitIn(repository.folder), base, types);

  beforeEach(() => {
    repository = scratchRepository();
    commit('As it was written before');
    repository.git('switch', '--quiet', '-c', 'branch');
  });
  afterEach(() => {
    repository.remove();
  });

  it('pass when each is of the right form, whatever those of the base look like', async () => {
    commit('feat: Answer\n\nBecause it was asked.');
    commit('fix: Answer once');
    expect(await check()).toBe(2);
  });

  it('are named when they are not, each with what is wrong', async () => {
    commit('Answer');
    commit('fix: Answer once');
    commit('chore: Tidy up');
    const [chore, , answer] = repository.git('log', '--format=%h', '--abbrev=8', 'main..').split('\n');
    await expect(check()).rejects.toThrow(
      [
        '2 commit messages are refused:',
        `  ${chore ?? ''} chore: Tidy up: there is no type chore; take one of feat, fix`,
        `  ${answer ?? ''} Answer: it has no type; write type(scope): subject, as in: feat(backend): Answer in French where it is asked for`,
      ].join('\n'),
    );
  });

  it('do not count where they merge', async () => {
    commit('feat: Answer');
    repository.git('switch', '--quiet', 'main');
    commit('fix: Ask');
    repository.git('merge', '--quiet', '--no-ff', '-m', 'Bring both together', 'branch');
    expect(await check('branch')).toBe(1);
  });

  it('pass when there are none', async () => {
    expect(await check()).toBe(0);
  });

  it.each(['nowhere', '--output=file'])('cannot be told from a base like %s', async (base) => {
    await expect(check(base)).rejects.toMatchObject({ message: `there is no commit ${base}`, exit: 2 });
  });
});
