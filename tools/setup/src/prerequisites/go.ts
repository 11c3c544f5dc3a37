import { join } from 'node:path';
import { lastLines, type System } from '../system.ts';
import type { Prerequisite } from './prerequisite.ts';

const moduleFolder = 'tools/testing/go';
const folderName = '.prod-e/go';
/** What the tools are made from: their versions, and the checksums of all that is in them. */
const sources = ['go.mod', 'go.sum'];
const programs = ['act', 'actionlint'];

export const go: Prerequisite = {
  name: 'go',
  purpose: 'builds the tools that check and run the workflows',
  commands: ['test'],
  isThere: (system) => system.has('go') || areThere(system),
  // Debian's and Ubuntu's are older than what the tools are written for.
  packages: [],
  advice: 'install Go 1.25 or newer as its documentation says and put it on the PATH',
};

export const goTools: Prerequisite = {
  name: 'go tools',
  purpose: 'check the workflows of GitHub Actions, and run them here',
  commands: ['test'],
  isThere: areThere,
  packages: [],
  bring: bringGoTools,
  advice: 'see what is said above, then: npm run setup',
};

function areThere(system: System): boolean {
  const folder = join(system.workspace, folderName);
  return (
    programs.every((name) => system.exists(join(folder, 'bin', name))) &&
    sources.every((file) => {
      const built = system.read(join(folder, file));
      return built !== undefined && built === system.read(join(system.workspace, moduleFolder, file));
    })
  );
}

/** The copy of what they were made from is written last, and says that they are whole. */
async function bringGoTools(system: System): Promise<void> {
  if (!system.has('go')) return;
  const folder = join(system.workspace, folderName);
  const sourceFolder = join(system.workspace, moduleFolder);
  system.say(`set-up: building the Go tools of ${moduleFolder} with go into ${folderName} (about a minute)`);
  // Without cgo no C compiler is needed.
  const env = [`GOBIN=${join(folder, 'bin')}`, 'CGO_ENABLED=0'];
  const steps: [string, string[]][] = [
    ['rm', ['-rf', folder]],
    ['env', [...env, 'go', '-C', sourceFolder, 'install', '-mod=readonly', 'tool']],
    ['cp', [...sources.map((file) => join(sourceFolder, file)), folder]],
  ];
  for (const [program, args] of steps) {
    const { code, output } = await system.run(program, args);
    if (code === 0) continue;
    system.say(lastLines(output));
    return;
  }
}
