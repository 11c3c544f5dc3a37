import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { installHooks } from '../src/hooks/install.ts';
import { scratchRepository, type ScratchRepository } from './scratch-repository.ts';

const workspace = join(__dirname, '../../..');

/** The hooks of the workspace in a repository of their own; what they run is the workspace's. */
describe('the git hooks', () => {
  let repository: ScratchRepository;
  const commit = (message: string) =>
    spawnSync('git', ['commit', '--allow-empty', '-m', message], {
      cwd: repository.folder,
      encoding: 'utf8',
      env: { ...process.env, NO_COLOR: '1' },
    });

  beforeEach(async () => {
    repository = scratchRepository();
    for (const file of ['lefthook.yml', 'package.json', 'nx.json', '.prettierrc.json', 'eslint.config.js']) {
      repository.write(file, readFileSync(join(workspace, file), 'utf8'));
    }
    for (const folder of ['node_modules', 'tools', 'libs']) {
      symlinkSync(join(workspace, folder), join(repository.folder, folder));
    }
    await installHooks(repository.folder);
  });
  afterEach(() => {
    repository.remove();
  });

  it('refuse a commit whose message has no type, and say what to write', () => {
    const { status, stdout, stderr } = commit('Answer in French');
    expect(status).not.toBe(0);
    expect(stdout + stderr).toContain('error: this commit message is refused: it has no type');
    expect(repository.git('rev-list', '--all', '--count')).toBe('0');
  });

  it('let a commit pass whose message is right', () => {
    expect(commit('feat(backend): Answer in French').status).toBe(0);
    expect(repository.git('log', '-1', '--format=%s')).toBe('feat(backend): Answer in French');
  });

  it('format what is committed', () => {
    repository.write('page.md', '# Title\ntext   \n\n\n\n* item\n');
    repository.git('add', 'page.md');
    expect(commit('docs: Write a page').status).toBe(0);
    expect(repository.git('show', 'HEAD:page.md')).toBe('# Title\n\ntext\n\n- item');
  });

  it('refuse what does not pass lint', () => {
    repository.write('script.js', 'undefinedName();\n');
    repository.git('add', 'script.js');
    const { status, stdout, stderr } = commit('feat: Run a script');
    expect(status).not.toBe(0);
    expect(stdout + stderr).toContain('no-undef');
  });

  it('are asked for by a push: lint and types of what is affected', () => {
    expect(readFileSync(join(repository.folder, '.git/hooks/pre-push'), 'utf8')).toContain('lefthook');
    expect(readFileSync(join(workspace, 'lefthook.yml'), 'utf8')).toContain(
      'npx nx affected -t lint typecheck',
    );
  });

  it('fail to be installed with what lefthook says', async () => {
    repository.write('lefthook.yml', 'pre-commit: [');
    await expect(installHooks(repository.folder)).rejects.toMatchObject({
      message: expect.stringContaining('the hooks could not be installed'),
      where: 'lefthook.yml',
    });
  });
});

it('no package of the lock file installs hooks by itself', () => {
  expect(existsSync(join(workspace, 'node_modules/lefthook'))).toBe(false);
});
