import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { scratchFolder, type Scratch } from '@prod-e/testing/fixtures';
import { localSystem } from '../local-system.ts';
import { pythonTools } from './python.ts';

const canMake = spawnSync('python3', ['-c', 'import ensurepip, venv']).status === 0;

/** A wheel of one module, as the Python of the machine writes zip files. */
const makeWheel = `
import sys, zipfile
with zipfile.ZipFile(sys.argv[1] + '/greeting-1-py3-none-any.whl', 'w') as wheel:
    wheel.writestr('greeting.py', 'def main(): print("hello")')
    info = 'greeting-1.dist-info/'
    wheel.writestr(info + 'METADATA', 'Metadata-Version: 2.1\\nName: greeting\\nVersion: 1\\n')
    wheel.writestr(info + 'WHEEL', 'Wheel-Version: 1.0\\nGenerator: test\\nRoot-Is-Purelib: true\\nTag: py3-none-any\\n')
    wheel.writestr(info + 'entry_points.txt', '[console_scripts]\\ngreeting = greeting:main\\n')
    wheel.writestr(info + 'RECORD', '')
`;

/** The machine's own Python and pip, with a folder in the place of the package registry. */
(canMake || process.env['CI'] === 'true' ? describe : describe.skip)('pip', () => {
  let workspace: Scratch;
  const program = () => join(workspace.folder, '.prod-e/python/bin/greeting');
  const require = (hash: string) =>
    workspace.write('tools/testing/requirements.txt', `greeting==1 --hash=sha256:${hash}\n`);
  const said: string[] = [];
  const system = () => ({ ...localSystem(workspace.folder), say: (line: string) => void said.push(line) });
  const hashOfWheel = () =>
    createHash('sha256')
      .update(readFileSync(join(workspace.folder, 'greeting-1-py3-none-any.whl')))
      .digest('hex');

  beforeAll(() => {
    workspace = scratchFolder();
    spawnSync('python3', ['-c', makeWheel, workspace.folder]);
    process.env['PIP_NO_INDEX'] = '1';
    process.env['PIP_FIND_LINKS'] = workspace.folder;
  });
  afterAll(() => {
    delete process.env['PIP_NO_INDEX'];
    delete process.env['PIP_FIND_LINKS'];
    workspace.remove();
  });

  it('installs what the file names, in place of what was left half installed', async () => {
    require(hashOfWheel());
    workspace.write('.prod-e/python/bin/pip', 'half');
    expect(await pythonTools.isThere(system())).toBe(false);
    await pythonTools.bring?.(system());
    expect(await pythonTools.isThere(system())).toBe(true);
    expect(spawnSync(program(), { encoding: 'utf8' }).stdout).toBe('hello\n');
  });

  it('installs nothing whose hash is another', async () => {
    require('0'.repeat(64));
    await pythonTools.bring?.(system());
    expect(await pythonTools.isThere(system())).toBe(false);
    expect(system().exists(program())).toBe(false);
    expect(said.at(-1)).toMatch(/Expected sha256 0{64}/);
  });
});
