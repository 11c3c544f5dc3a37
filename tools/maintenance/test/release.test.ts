import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { scratchRepository, type ScratchRepository } from './scratch-repository.ts';

const workspace = join(__dirname, '../../..');
const read = (file: string): string => readFileSync(join(workspace, file), 'utf8');
const nx = join(workspace, 'node_modules/.bin/nx');

/** A user's own environment, without what the Nx around these tests has set. */
const environment = (): NodeJS.ProcessEnv => ({
  ...Object.fromEntries(
    Object.entries(process.env).filter(([name]) => !/^(NX_|GIT_|JEST_|NODE_OPTIONS$)/.test(name)),
  ),
  NX_DAEMON: 'false',
  NO_COLOR: '1',
});

/** The workspace's own configuration of releases, in a workspace of two packages. */
describe('npm run version', () => {
  let repository: ScratchRepository;
  const release = (...args: string[]) => {
    const { scripts } = JSON.parse(read('package.json')) as { scripts: { version: string } };
    const [program, ...rest] = scripts.version.split(' ');
    expect(program).toBe('nx');
    const options = { cwd: repository.folder, encoding: 'utf8', env: environment() } as const;
    return execFileSync(nx, [...rest, ...args], options);
  };
  const commit = (message: string, file = 'packages/one/index.js') => {
    repository.write(file, message);
    repository.git('add', '.');
    repository.git('commit', '--quiet', '-m', message);
  };
  /** What a reader of CONTRIBUTING.md does once the pull request is merged. */
  const tag = (version: string) => repository.git('tag', version);
  const released = () => repository.git('log', '-1', '--format=%s');
  const changelog = () => readFileSync(join(repository.folder, 'CHANGELOG.md'), 'utf8');

  beforeEach(() => {
    repository = scratchRepository();
    const { release: configuration } = JSON.parse(read('nx.json')) as { release: unknown };
    repository.write('nx.json', { release: configuration, analytics: false });
    repository.write('package.json', { name: 'scratch', version: '0.1.0', workspaces: ['packages/*'] });
    for (const name of ['one', 'two']) {
      repository.write(`packages/${name}/package.json`, { name, version: '0.1.0', private: true });
    }
    const actions = 'tools/maintenance/src/release/tag-only.ts';
    repository.write(actions, read(actions));
    repository.write('.gitignore', 'node_modules\n.nx\n');
    symlinkSync(join(workspace, 'node_modules'), join(repository.folder, 'node_modules'));
    commit('As it was written before');
  });
  afterEach(() => {
    repository.remove();
  });

  it('begins with what has a type, and passes over what was written before', () => {
    commit('feat(one): Answer in French');
    release('--first-release');
    expect(released()).toBe('chore(release): 0.1.1');
    expect(changelog()).toMatch(
      /^## 0\.1\.1 \(\d{4}-\d\d-\d\d\)\n\n### Features\n\n- \*\*one:\*\* Answer in French\n*$/,
    );
  });

  it('changes no file but the changelog, so that no image has another input', () => {
    commit('feat: Answer in French');
    release('--first-release');
    expect(repository.git('show', '--name-only', '--format=%s')).toBe(
      'chore(release): 0.1.1\n\nCHANGELOG.md',
    );
    expect(repository.git('status', '--porcelain')).toBe('');
    // main takes one commit of a pull request, which is another than the branch's.
    expect(repository.git('tag')).toBe('');
  });

  it('goes on from the last tag, with the newest on top; before 1.0.0 a minor version is what breaks', () => {
    commit('feat: Answer in French');
    release('--first-release');
    tag('v0.1.1');
    commit('fix!: Answer once');
    release();
    expect(released()).toBe('chore(release): 0.2.0');
    expect(changelog().match(/^## [\d.]+/gm)).toEqual(['## 0.2.0', '## 0.1.1']);
    expect(changelog().match(/Answer in French/g)).toHaveLength(1);
  });

  it('makes nothing of commits that nobody outside notices', () => {
    commit('feat: Answer in French');
    release('--first-release');
    tag('v0.1.1');
    const before = repository.git('rev-parse', 'HEAD');
    commit('test: Ask twice');
    commit('docs: Say how', 'packages/two/README.md');
    release();
    expect(repository.git('log', '--format=%s', `${before}..`)).toBe('docs: Say how\ntest: Ask twice');
  });

  it('does nothing when it is only tried', () => {
    commit('feat: Answer in French');
    release('--first-release', '--dry-run');
    expect(released()).toBe('feat: Answer in French');
    expect(existsSync(join(repository.folder, 'CHANGELOG.md'))).toBe(false);
  });
});

/** Nx counts the commits that touch a project: without one, a change of the workflows would be no release. */
it.each(['.github/workflows/ci.yml', '.devcontainer/devcontainer.json', 'lefthook.yml', 'nx.json'])(
  'a change of %s is one of a project',
  (file) => {
    const args = ['show', 'projects', '--affected', `--files=${file}`, '--json'];
    const found = execFileSync(nx, args, { cwd: workspace, encoding: 'utf8', env: environment() });
    expect(JSON.parse(found)).toContain('maintenance');
  },
);
