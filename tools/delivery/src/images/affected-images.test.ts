import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { createNxWorkspace, nxAlone } from '../../test/nx-workspace.ts';
import type { Image } from '../containerize/image.ts';

type Workspace = ReturnType<typeof createNxWorkspace>;

/** In a process of its own, since Nx takes its workspace from the folder that a process begins in. */
const source = `
  const { affectedImages } = await import(${JSON.stringify(join(__dirname, 'affected-images.ts'))});
  const [base, there] = process.argv.slice(1);
  const find = async (images) =>
    new Map(images.filter(({ repository }) => repository === there).map(({ repository, tag }) => [repository + ':' + tag, 'sha256:abc']));
  const registry = { find, pullReference: (repository, digest) => 'registry.example/' + repository + '@' + digest };
  console.log(JSON.stringify(await affectedImages({ workspaceRoot: process.cwd(), base, registry })));
`;

describe('the images of affected services', () => {
  let workspace: Workspace;
  beforeAll(() => {
    workspace = createNxWorkspace(['api', 'web', 'worker']);
  });
  afterAll(() => {
    workspace.remove();
  });

  const images = async (base: string, there = 'none') => {
    const args = ['--input-type=module', '--eval', source, base, there];
    const { stdout } = await promisify(execFile)(process.execPath, args, {
      cwd: workspace.folder,
      env: { ...process.env, ...nxAlone },
    });
    return JSON.parse(stdout) as Image[];
  };

  it('are none where nothing differs', async () => {
    expect(await images(workspace.base)).toEqual([]);
  });

  it('are those of the services that differ, with the digest that the registry has', async () => {
    for (const name of ['web', 'api', 'docs']) workspace.write(`apps/${name}/main.txt`, 'two');
    const found = await images(workspace.base, 'prod-e/web');
    expect(found.map(({ service, digest, reference }) => ({ service, digest, reference }))).toEqual([
      { service: 'api', digest: '', reference: '' },
      { service: 'web', digest: 'sha256:abc', reference: 'registry.example/prod-e/web@sha256:abc' },
    ]);
    expect(found[0]?.tag).toMatch(/^in-\d+$/);
  });

  it('are not known where the base is not', async () => {
    await expect(images('none')).rejects.toThrow(/Nx cannot tell what is affected since none/);
  });
});
