import { execFileSync } from 'node:child_process';
import { symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { scratchFolder } from '@prod-e/testing/fixtures';

const modules = join(import.meta.dirname, '../../../node_modules');

/** What Nx is told so that it leaves nothing behind that runs. */
export const nxAlone = { NX_DAEMON: 'false', NX_ISOLATE_PLUGINS: 'false', NX_TUI: 'false' };

/**
 * An Nx workspace in git, with services that are containerized and the project `docs` that is not.
 *
 * @returns with the commit of its first state as `base`
 */
export function createNxWorkspace(services: string[]) {
  const { folder, write, remove } = scratchFolder();
  const git = (...args: string[]) =>
    execFileSync('git', ['-c', 'user.name=t', '-c', 'user.email=t@example.org', ...args], {
      ...{ cwd: folder, encoding: 'utf8' },
    }).trim();
  const containerize = {
    executor: '@prod-e/delivery:containerize',
    inputs: ['{projectRoot}/**/*', { externalDependencies: [] }],
  };
  write('package.json', { name: 'lab', private: true, type: 'module' });
  write('nx.json', { analytics: false });
  write('.gitignore', 'node_modules\n.nx\n');
  for (const name of [...services, 'docs']) {
    const targets = name === 'docs' ? {} : { containerize };
    write(`apps/${name}/project.json`, { name, targets });
    write(`apps/${name}/main.txt`, 'one');
  }
  symlinkSync(modules, join(folder, 'node_modules'));
  git('init', '--quiet');
  git('add', '.');
  git('commit', '--quiet', '--message', 'one');
  return { folder, write, remove, base: git('rev-parse', 'HEAD') };
}
