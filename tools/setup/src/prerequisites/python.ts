import { join } from 'node:path';
import { lastLines, type System } from '../system.ts';
import type { Prerequisite } from './prerequisite.ts';

const wantedFile = 'tools/testing/requirements.txt';
const folderName = '.prod-e/python';

export const pythonVenv: Prerequisite = {
  name: 'python3 venv',
  purpose: 'keeps the Python tools of the tests apart from the machine’s own',
  commands: ['test'],
  // Debian's python3 has the module without what it needs to put pip into an environment.
  isThere: async (system) =>
    system.has('python3') && (await system.run('python3', ['-c', 'import ensurepip, venv'])).code === 0,
  packages: ['python3-venv'],
  advice: 'install Python 3 with its modules venv and ensurepip',
};

export const pythonTools: Prerequisite = {
  name: 'python tools',
  purpose: 'are the AWS that the tests talk to, and what checks what is put there',
  commands: ['test'],
  isThere: (system) => {
    const folder = join(system.workspace, folderName);
    const installed = system.read(join(folder, 'requirements.txt'));
    return (
      installed !== undefined &&
      installed === system.read(join(system.workspace, wantedFile)) &&
      // Its Python is a link to the machine's, which an upgrade may have removed.
      system.exists(join(folder, 'bin/python')) &&
      // Its programs name the folder that they were installed into, and the workspace may have been moved since.
      system.read(join(folder, 'bin/pip'))?.includes(folder) === true
    );
  },
  packages: [],
  bring: bringPythonTools,
  advice: 'see what is said above, then: npm run setup',
};

/**
 * A virtual environment with exactly the tools of the requirements file. It has its own path in it, so that it can only
 * be made in place: the copy of the requirements, written last, says that it is whole.
 */
async function bringPythonTools(system: System): Promise<void> {
  if (!(await pythonVenv.isThere(system))) return;
  const folder = join(system.workspace, folderName);
  const wanted = join(system.workspace, wantedFile);
  system.say(`set-up: installing the Python tools of ${wantedFile} with pip into ${folderName}`);
  const pip = ['-m', 'pip', 'install', '--quiet', '--no-input', '--disable-pip-version-check'];
  const steps: [string, string[]][] = [
    ['rm', ['-rf', folder]],
    ['python3', ['-m', 'venv', folder]],
    [join(folder, 'bin/python'), [...pip, '--require-hashes', '--requirement', wanted]],
    ['cp', [wanted, join(folder, 'requirements.txt')]],
  ];
  for (const [program, args] of steps) {
    if ((await system.run(program, args)).code === 0) continue;
    // Once more: of several mirrors of an index, one can lack what another has.
    const { code, output } = await system.run(program, args);
    if (code === 0) continue;
    system.say(lastLines(output));
    return;
  }
}
