import { execFileSync } from 'node:child_process';
import { scratchFolder, type Scratch } from '@prod-e/testing/fixtures';

export interface ScratchRepository extends Scratch {
  git: (...args: string[]) => string;
}

/** The variables of Git would lead out of the scratch folder, into the repository whose hook runs these tests. */
const ownEnvironment = (): NodeJS.ProcessEnv =>
  Object.fromEntries(Object.entries(process.env).filter(([name]) => !name.startsWith('GIT_')));

/** An empty repository of somebody's, on main. */
export function scratchRepository(...options: string[]): ScratchRepository {
  const scratch = scratchFolder();
  const git = (...args: string[]): string =>
    execFileSync('git', args, {
      cwd: scratch.folder,
      encoding: 'utf8',
      env: ownEnvironment(),
      stdio: ['ignore', 'pipe', 'pipe'],
    }).trim();
  git('init', '--quiet', '--initial-branch=main', ...options);
  git('config', 'user.name', 'somebody');
  git('config', 'user.email', 'somebody@example.invalid');
  git('config', 'commit.gpgSign', 'false');
  return { ...scratch, git };
}
