import { join } from 'node:path';
import { scratchRepository, type ScratchRepository } from '../test/scratch-repository.ts';
import { runCommand } from './cli.ts';
import { commitTypes } from './commits/types.ts';

const workspace = join(__dirname, '../../..');

describe('npm run maintenance', () => {
  let repository: ScratchRepository;
  const said: string[] = [];
  const run = (...args: string[]) =>
    runCommand(args, { workspace: repository.folder, env: {}, say: (line) => said.push(line) });

  beforeEach(() => {
    said.length = 0;
    repository = scratchRepository();
    const types = Object.fromEntries(commitTypes(workspace).map((type) => [type, {}]));
    repository.write('nx.json', { release: { conventionalCommits: { types } } });
  });
  afterEach(() => {
    repository.remove();
  });

  it.each([
    [],
    ['no-such'],
    ['commits'],
    ['commits', 'x', '--base=main'],
    ['commit-message'],
    ['hooks', '--base=main'],
    ['pull-request', '--force'],
  ])('refuses %j %j %j with exit 2, and says what there is', async (...args) => {
    await expect(run(...args)).rejects.toMatchObject({
      message: `no such command: ${args.join(' ')}`,
      next: expect.stringContaining('npm run maintenance -- pull-request'),
      exit: 2,
    });
  });

  it('checks a message by the types that nx.json has', async () => {
    const right = repository.write('right', 'perf: Answer sooner');
    await expect(run('commit-message', right)).resolves.toBeUndefined();
    const wrong = repository.write('wrong', 'faster: Answer sooner');
    await expect(run('commit-message', wrong)).rejects.toThrow(
      'this commit message is refused: there is no type faster',
    );
  });

  it.each([
    ['passes', 'feat(backend): Answer in French', undefined],
    ['is refused', 'Answer in French', 'this commit message is refused: it has no type'],
  ])('says of the title of a pull request that it %s', async (_how, title, refusal) => {
    const event = repository.write('event.json', { pull_request: { title } });
    const env = { GITHUB_EVENT_PATH: event };
    const checked = runCommand(['title'], { workspace: repository.folder, env, say: () => undefined });
    await (refusal ? expect(checked).rejects.toThrow(refusal) : expect(checked).resolves.toBeUndefined());
  });

  it('checks no title where there is no pull request', async () => {
    const event = repository.write('event.json', { ref: 'refs/heads/main' });
    await run('title');
    const env = { GITHUB_EVENT_PATH: event };
    await runCommand(['title'], { workspace: repository.folder, env, say: (line) => said.push(line) });
    const none = 'this is no run for a pull request: it has no title to check';
    expect(said).toEqual([none, none]);
  });

  it('says that a message cannot be read', async () => {
    await expect(run('commit-message', '/nowhere')).rejects.toMatchObject({
      message: 'no message can be read from /nowhere',
      exit: 2,
    });
  });

  it('counts the messages of a branch', async () => {
    repository.git('commit', '--allow-empty', '--quiet', '-m', 'feat: Begin');
    repository.git('commit', '--allow-empty', '--quiet', '-m', 'fix: Go on');
    await run('commits', '--base=HEAD~1');
    expect(said).toEqual(['commit messages since HEAD~1, all of the right form: 1']);
  });

  it('proposes nothing where nothing is newer', async () => {
    const packages = { amd64: {}, arm64: {} };
    repository.write('tools/base-image/packages.lock.json', { node: packages, prometheus: packages });
    repository.git('add', '.');
    repository.git('commit', '--quiet', '-m', 'feat: Begin');
    await run('pull-request');
    expect(said).toEqual(['the base images are up to date: nothing to propose']);
  });

  it('says that npm has not installed lefthook', async () => {
    await expect(run('hooks')).rejects.toMatchObject({
      message: expect.stringMatching(/^npm’s package lefthook-\w+-\w+ is not installed$/),
      next: 'npm ci',
    });
  });
});
