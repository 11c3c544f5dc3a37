import { utimesSync } from 'node:fs';
import { scratchFolder, type Scratch } from '@prod-e/testing/fixtures';
import { inputTags, type NxWorkspace } from './input-tags.ts';

const containerize = {
  executor: '@prod-e/delivery:containerize',
  inputs: ['{projectRoot}/**/*', '!{projectRoot}/README.md', { externalDependencies: [] }],
};

describe('the input tags of services', () => {
  let workspace: Scratch;
  beforeEach(() => {
    workspace = scratchFolder();
    workspace.write('nx.json', {});
    for (const name of ['web', 'api']) workspace.write(`apps/${name}/main.ts`, `console.log('${name}')`);
  });
  afterEach(() => {
    workspace.remove();
  });

  const nx = (names: string[]): NxWorkspace => ({
    workspaceRoot: workspace.folder,
    nxJson: {},
    projectGraph: {
      nodes: Object.fromEntries(
        names.map((name) => [
          name,
          {
            name,
            type: 'app',
            data: { root: `apps/${name}`, targets: name === 'docs' ? {} : { containerize } },
          },
        ]),
      ),
      externalNodes: {},
      dependencies: Object.fromEntries(names.map((name) => [name, []])),
    },
  });
  const tags = (...services: string[]) => inputTags(nx(['api', 'docs', 'web']), services);

  it('are named by a hash of each one’s inputs', async () => {
    const both = await tags('web', 'api');
    expect([...both.keys()]).toEqual(['web', 'api']);
    expect(both.get('web')).toMatch(/^in-\d+$/);
    expect(both.get('api')).not.toBe(both.get('web'));
    expect(await tags('api')).toEqual(new Map([['api', both.get('api')]]));
  });

  it('change when an input does, come back with it, and know nothing of what is none', async () => {
    const before = await tags('web', 'api');
    workspace.write('apps/web/README.md', 'words');
    expect(await tags('web', 'api')).toEqual(before);
    workspace.write('apps/web/main.ts', 'console.log(2)');
    const after = await tags('web', 'api');
    expect(after.get('web')).not.toBe(before.get('web'));
    expect(after.get('api')).toBe(before.get('api'));
    workspace.write('apps/web/main.ts', `console.log('web')`);
    expect(await tags('web', 'api')).toEqual(before);
  });

  it('see a second change within the second of the first', async () => {
    const seen = new Set<string | undefined>();
    for (const content of ['a', 'b', 'c']) {
      utimesSync(workspace.write('apps/web/main.ts', content), 1, 1);
      seen.add((await tags('web')).get('web'));
    }
    expect(seen.size).toBe(3);
  });

  it('are the same whatever a machine’s environment says', async () => {
    const before = await tags('web');
    process.env['NX_CLOUD_ENCRYPTION_KEY'] = 'of this machine';
    expect(await tags('web')).toEqual(before);
    delete process.env['NX_CLOUD_ENCRYPTION_KEY'];
  });

  it('are none of what is not containerized', async () => {
    await expect(tags('web', 'docs')).rejects.toMatchObject({
      message: 'docs has no input tag: it is not containerized',
      where: 'apps/docs/service.json',
      next: 'npx nx show project docs',
    });
    await expect(tags('nothing')).rejects.toMatchObject({ where: 'apps' });
  });
});
