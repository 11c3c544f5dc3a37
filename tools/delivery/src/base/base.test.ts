import { execFileSync } from 'node:child_process';
import { cpSync } from 'node:fs';
import { join } from 'node:path';
import { describeWithEngine, docker } from '@prod-e/testing/engine';
import { createLab, named, removeImages, type Lab, type Release } from '../../test/lab.ts';
import { emptyTree } from './base.ts';

describeWithEngine('the base for nx affected', () => {
  let lab: Lab;
  const web = named('web');
  beforeEach(async () => {
    lab = createLab();
    lab.write('.gitignore', 'infra/dist\ndist\n.prod-e\nclone\n');
    git('init', '--quiet', '--initial-branch=main');
    git('config', 'user.name', 'test');
    git('config', 'user.email', 'test@example.invalid');
    await lab.want({ [web]: 'one' });
  });
  afterEach(() => {
    lab.remove();
  });
  afterAll(removeImages);

  const gitIn = (folder: string, ...args: string[]) =>
    execFileSync('git', args, { cwd: folder, encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] }).trim();
  const git = (...args: string[]) => gitIn(lab.folder, ...args);
  const commit = (message: string) => {
    git('add', '--all');
    git('commit', '--quiet', '--allow-empty', '--message', message);
    return git('rev-parse', 'HEAD');
  };
  const deploy = async (release: Release) => {
    await lab.want({ [web]: release });
    return lab.deploy();
  };

  it('is the commit that is live, however many came since (nrwl/nx-set-shas#217)', async () => {
    const live = commit('one');
    await deploy('one');
    for (let index = 0; index < 120; index += 1) commit(`later ${index}`);
    expect(await lab.base()).toEqual({ result: live, text: `${lab.environment} runs commit ${live}` });
  });

  it('is everything where nothing was ever deployed', async () => {
    commit('one');
    expect(await lab.base()).toEqual({
      result: emptyTree,
      text: `no recorded release is what ${lab.environment} runs now, so everything is affected`,
    });
    expect(emptyTree).toBe(git('hash-object', '-t', 'tree', '/dev/null'));
  });

  it('is everything where placeholders stand, and nothing is asked of anybody', async () => {
    const account = '000000000000';
    lab.write(
      `infra/src/environments/${lab.environment}.ts`,
      `export default ${JSON.stringify({
        ...{ platform: 'aws', name: lab.environment, account, region: 'eu-central-1' },
        network: { cidr: '10.10.0.0/16', zones: 2, egress: 'nat' },
      })}`,
    );
    expect(await lab.base()).toEqual({
      result: emptyTree,
      text: `${lab.environment} is not set up, so everything is affected`,
    });
  });

  it('is the newest of the commits that are the same release', async () => {
    commit('one');
    await deploy('one');
    const docs = commit('docs only');
    await deploy('one');
    expect((await lab.base()).result).toBe(docs);
  });

  it('stays what is live when a deployment fails, so that no unrelated commit skips it (nrwl/nx#3419, nrwl/nx-set-shas#202)', async () => {
    const good = commit('good');
    await deploy('one');
    commit('bad');
    await deploy('broken');
    commit('unrelated');
    expect((await lab.base()).result).toBe(good);
  });

  it('is everything while what is live is no release: part of a deployment failed, part of it stayed', async () => {
    const other = named('other');
    commit('good');
    await lab.want({ [web]: 'one', [other]: 'one' });
    await lab.deploy();
    commit('half bad');
    await lab.want({ [web]: 'two', [other]: 'broken' });
    await lab.deploy();
    expect(lab.live(web)?.release).toBe('two');
    commit('a revert of the half');
    expect((await lab.base()).result).toBe(emptyTree);
  });

  it('goes back with a rollback', async () => {
    const first = commit('one');
    await deploy('one');
    commit('two');
    await deploy('two');
    await lab.rollback();
    expect((await lab.base()).result).toBe(first);
  });

  it('is everything where what is live was changed by hand', async () => {
    commit('one');
    await deploy('one');
    docker('rm', '--force', lab.live(web)?.id ?? '');
    expect((await lab.base()).result).toBe(emptyTree);
  });

  it('is everything where a working tree was deployed that nobody committed', async () => {
    commit('one');
    lab.write('.gitignore', 'infra/dist\ndist\n.prod-e\nclone\n# edited\n');
    await deploy('one');
    const { result, text } = await lab.base();
    expect(result).toBe(emptyTree);
    expect(text).toMatch(/runs a working tree that was never committed \([0-9a-f]{40}-dirty\)/);
  });

  it('is everything after a force push that took the live commit out of the history', async () => {
    commit('first');
    commit('live');
    await deploy('one');
    git('reset', '--quiet', '--hard', 'HEAD~1');
    commit('another history');
    expect((await lab.base()).text).toMatch(/is no ancestor of the present one, so everything is affected$/);
    git('reflog', 'expire', '--expire=now', '--all');
    git('gc', '--quiet', '--prune=now');
    const { result, text } = await lab.base();
    expect(result).toBe(emptyTree);
    expect(text).toMatch(/^git does not know commit /);
  });

  describe('of a shallow clone', () => {
    const clone = (depth: number) => {
      const folder = join(lab.folder, 'clone');
      git('clone', '--quiet', `--depth=${depth}`, `file://${lab.folder}`, folder);
      // The history of deployments is shared by all machines, as it is on AWS.
      cpSync(lab.stateFolder, join(folder, '.prod-e', lab.environment), { recursive: true });
      return folder;
    };
    const baseIn = (workspaceRoot: string) => lab.base({ workspaceRoot });

    it('is fetched as far as needed, and no further (nrwl/nx-set-shas#217)', async () => {
      for (let index = 0; index < 200; index += 1) commit(`before ${index}`);
      const live = commit('live');
      await deploy('one');
      for (let index = 0; index < 70; index += 1) commit(`after ${index}`);
      const folder = clone(1);
      const { result, text } = await baseIn(folder);
      expect(text).toContain('the clone is shallow: fetching 50 more commits');
      expect(result).toBe(live);
      expect(Number(gitIn(folder, 'rev-list', '--count', 'HEAD'))).toBeLessThan(271);
      expect(gitIn(folder, 'diff', '--name-only', String(result), 'HEAD')).toBe('');
    });

    it('is everything where the whole history does not have it', async () => {
      commit('first');
      commit('live');
      await deploy('one');
      git('reset', '--quiet', '--hard', 'HEAD~1');
      for (let index = 0; index < 60; index += 1) commit(`after ${index}`);
      const { result, text } = await baseIn(clone(2));
      expect(result).toBe(emptyTree);
      expect(text).toMatch(/^git does not know commit /m);
    });

    it('says so where nothing more can be fetched', async () => {
      commit('live');
      await deploy('one');
      for (let index = 0; index < 5; index += 1) commit(`after ${index}`);
      const folder = clone(1);
      gitIn(folder, 'remote', 'set-url', 'origin', 'file:///nowhere/at/all');
      const { result, text } = await baseIn(folder);
      expect(text).toContain('git could not fetch more of the history');
      expect(result).toBe(emptyTree);
    });
  });
});
