import { label } from '@prod-e/environment';
import { describeWithEngine, importServerImage, removeLabelled } from '@prod-e/testing/engine';
import { scratchFolder, type Scratch } from '@prod-e/testing/fixtures';
import { nxContext } from '../../test/nx-context.ts';
import { inputTags } from '../tags/input-tags.ts';
import containerizeBatch, { type TaskResult } from './batch.ts';
import { readImage } from './read-image.ts';

const there = `batch-there-${process.pid}`;
const lacking = `batch-lacking-${process.pid}`;
const options = { base: 'node' as const };
const executor = '@prod-e/delivery:containerize';

/** What Nx hands to a batch of two services, each in a folder of its name. */
function batchOf(folder: string) {
  const nx = nxContext(folder, there);
  const project = (name: string) => ({
    root: `apps/${name}`,
    targets: {
      containerize: { executor, inputs: ['{projectRoot}/**/*', { externalDependencies: [] }], options },
    },
  });
  const names = [there, lacking];
  const projects = Object.fromEntries(names.map((name) => [name, project(name)]));
  const tasks = Object.fromEntries(
    names.map((name) => {
      const id = `${name}:containerize`;
      const target = { project: name, target: 'containerize' };
      return [id, { id, target, overrides: {}, outputs: [], cache: false, parallelism: true }];
    }),
  );
  return {
    taskGraph: { roots: Object.keys(tasks), tasks, dependencies: {}, continuousDependencies: {} },
    nx: {
      ...nx,
      projectsConfigurations: { version: 2, projects },
      projectGraph: {
        nodes: Object.fromEntries(
          names.map((name) => [name, { name, type: 'app' as const, data: project(name) }]),
        ),
        externalNodes: {},
        dependencies: Object.fromEntries(names.map((name) => [name, []])),
      },
    },
  };
}

describeWithEngine('the containerize tasks of a command, in one process', () => {
  let workspace: Scratch;
  beforeEach(() => {
    workspace = scratchFolder();
    workspace.write('nx.json', {});
    workspace.write('package.json', { version: '1.2.3' });
    workspace.write(
      'infra/src/environments/local.ts',
      `export default { platform: 'local', name: 'local' };`,
    );
    for (const name of [there, lacking]) workspace.write(`apps/${name}/main.ts`, name);
  });
  afterEach(() => {
    workspace.remove();
  });
  afterAll(() => {
    removeLabelled(`${label.service}=${there}`);
  });

  async function run(told: Record<string, { base: 'node' | 'prometheus' }>) {
    const { taskGraph, nx } = batchOf(workspace.folder);
    const results = new Map<string, TaskResult['result']>();
    for await (const { task, result } of containerizeBatch(taskGraph, told, {}, nx))
      results.set(task, result);
    return results;
  }

  async function importImage(): Promise<{ id: string; tag: string | undefined }> {
    const { nx } = batchOf(workspace.folder);
    const workspaceRoot = workspace.folder;
    const tags = await inputTags({ projectGraph: nx.projectGraph, nxJson: {}, workspaceRoot }, [there]);
    const tag = tags.get(there);
    return { tag, id: importServerImage(`prod-e/${there}:${tag}`, { [label.service]: there }) };
  }

  it('end each by itself: one whose image is there, and one whose build fails', async () => {
    const { id, tag } = await importImage();
    const results = await run({
      [`${there}:containerize`]: options,
      [`${lacking}:containerize`]: options,
    });
    const took = { startTime: expect.any(Number), endTime: expect.any(Number) };
    expect(results.get(`${there}:containerize`)).toEqual({
      ...{ success: true, ...took },
      terminalOutput: `prod-e/${there}:${tag} is there, nothing to build\n`,
    });
    expect(results.get(`${lacking}:containerize`)).toEqual({
      ...{ success: false, ...took },
      terminalOutput: expect.stringMatching(/error: docker build failed: /),
    });
    expect(readImage(workspace.folder, there)).toMatchObject({ tag, digest: id });
  });

  it('take nothing from a command line: the image would be another than its tag says', async () => {
    await importImage();
    const results = await run({
      [`${there}:containerize`]: { base: 'prometheus' },
      [`${lacking}:containerize`]: { base: 'prometheus' },
    });
    expect(results.get(`${there}:containerize`)).toMatchObject({
      success: false,
      terminalOutput:
        `error: ${there} is containerized as it is configured: its image is named by that\n` +
        `  next:  npx nx run ${there}:containerize, without options\n`,
    });
  });
});
