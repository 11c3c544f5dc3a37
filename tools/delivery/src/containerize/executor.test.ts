import { label } from '@prod-e/environment';
import { describeWithEngine, importServerImage, removeLabelled } from '@prod-e/testing/engine';
import { scratchFolder, type Scratch } from '@prod-e/testing/fixtures';
import { nxContext } from '../../test/nx-context.ts';
import { printed } from '../../test/printed.ts';
import containerizeExecutor from './executor.ts';
import { readImage } from './read-image.ts';

const service = `exec-${process.pid}`;

let workspace: Scratch;
beforeEach(() => {
  workspace = scratchFolder();
  workspace.write('package.json', { version: '1.2.3' });
  workspace.write('apps/web/greeting.txt', 'hello');
  workspace.write('infra/src/environments/local.ts', `export default { platform: 'local', name: 'local' };`);
});
afterEach(() => {
  delete process.env['NX_TASK_HASH'];
  workspace.remove();
});

const execute = () => containerizeExecutor({ base: 'node' }, nxContext(workspace.folder, service));

describe('nx run <service>:containerize', () => {
  it('fails in a sentence where Nx has told no hash', async () => {
    delete process.env['NX_TASK_HASH'];
    const { result, errors } = await printed(execute);
    expect(result).toEqual({ success: false });
    expect(errors).toBe(
      'error: the input tag is not known: NX_TASK_HASH is not set\n  next:  run it through nx',
    );
  });
});

describeWithEngine('nx run <service>:containerize', () => {
  afterAll(() => {
    removeLabelled(`${label.service}=${service}`);
  });

  it('names the image by the hash of its task', async () => {
    process.env['NX_TASK_HASH'] = '123';
    const id = importServerImage(`prod-e/${service}:in-123`, { [label.service]: service });
    const { result, lines } = await printed(execute);
    expect(result).toEqual({ success: true });
    expect(lines).toBe(`prod-e/${service}:in-123 is there, nothing to build`);
    expect(readImage(workspace.folder, service)).toMatchObject({ tag: 'in-123', digest: id });
  });

  it('fails in a sentence when the build does', async () => {
    process.env['NX_TASK_HASH'] = '124';
    const { result, errors } = await printed(execute);
    expect(result).toEqual({ success: false });
    expect(errors).toMatch(/^error: docker build failed: /);
  });
});
