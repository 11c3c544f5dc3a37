import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { label } from '@prod-e/environment';
import { describeWithEngine, importServerImage, removeLabelled } from '@prod-e/testing/engine';
import { scratchFolder, type Scratch } from '@prod-e/testing/fixtures';
import { nxContext } from '../../test/nx-context.ts';
import { printed } from '../../test/printed.ts';
import containerizeExecutor from './executor.ts';
import { readImage } from './read-image.ts';

const service = `exec-${process.pid}`;
const told = ['NX_TASK_HASH', 'PROD_E_ENVIRONMENT', 'PROD_E_EXIT_CODE_FILE'];
const notSetUp = { platform: 'aws', name: 'dev', account: '000000000000', region: 'eu-central-1' };

let workspace: Scratch;
beforeEach(() => {
  workspace = scratchFolder();
  workspace.write('package.json', { version: '1.2.3' });
  workspace.write('apps/web/greeting.txt', 'hello');
  workspace.write('infra/src/environments/local.ts', `export default { platform: 'local', name: 'local' };`);
});
afterEach(() => {
  for (const name of told) Reflect.deleteProperty(process.env, name);
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

  it('asks no registry of an environment that is not set up, and tells so by its exit code', async () => {
    process.env['NX_TASK_HASH'] = '123';
    process.env['PROD_E_ENVIRONMENT'] = 'dev';
    process.env['PROD_E_EXIT_CODE_FILE'] = join(workspace.folder, 'code');
    workspace.write('infra/src/environments/dev.ts', `export default ${JSON.stringify(notSetUp)};`);
    const { result, errors } = await printed(execute);
    expect(result).toEqual({ success: false });
    expect(errors).toMatch(/^error: environment dev is not set up: placeholders stand for account$/m);
    expect(readFileSync(join(workspace.folder, 'code'), 'utf8')).toBe('2');
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
