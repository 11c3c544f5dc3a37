import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** What goes into the image of a service, as a plain list that knows nothing of Nx. */
export interface Inputs {
  /** Folders whose sources are inputs. */
  projects: string[];
  /** Files, and folders with a slash at their end, that are no inputs. */
  except: string[];
}

const shared = ['tools/base-image'];
const files = ['nx.json', '.gitignore', 'tsconfig.base.json'];

const ofService = (root: string): string[] =>
  ['service.json', 'smoke.ts', 'smoke/', '.env', '.env.local'].map((file) => `${root}/${file}`);

const inputsOf: Record<string, Inputs> = {
  backend: {
    projects: [
      'apps/backend',
      ...['config', 'errors', 'health', 'lifecycle', 'logging', 'metrics', 'problems', 'service'].map(
        (library) => `libs/${library}`,
      ),
      ...shared,
    ],
    except: ofService('apps/backend'),
  },
  prometheus: {
    projects: ['apps/prometheus', ...shared],
    except: [...ofService('apps/prometheus'), 'apps/prometheus/package.json'],
  },
};

/** For each service, a hash of the names and contents of all its inputs that git knows of or would add. */
export function inputTrees(root: string): Record<string, string> {
  const listed = execFileSync('git', ['ls-files', '-z', '--cached', '--others', '--exclude-standard'], {
    cwd: root,
    encoding: 'utf8',
  });
  const there = [...new Set(listed.split('\0'))].sort().filter((file) => existsSync(join(root, file)));
  return Object.fromEntries(
    Object.entries(inputsOf).map(([service, inputs]) => [
      service,
      hashOf(
        root,
        there.filter((file) => isInput(inputs, service, file)),
      ),
    ]),
  );
}

function hashOf(root: string, inputs: string[]): string {
  const hash = createHash('sha256');
  for (const file of inputs) {
    const content = createHash('sha256').update(readFileSync(join(root, file)));
    hash.update(`${file}\0${content.digest('hex')}\0`);
  }
  return hash.digest('hex');
}

function isInput({ projects, except }: Inputs, service: string, file: string): boolean {
  if (files.includes(file)) return true;
  if (file === 'tools/delivery/tsconfig.bundle.json') return service === 'backend';
  if (file.startsWith('tools/delivery/src/containerize/'))
    return file.endsWith('.ts') && !file.endsWith('.test.ts');
  const project = projects.find((root) => file.startsWith(`${root}/`));
  if (project === undefined) return false;
  const inside = file.slice(project.length + 1);
  return (
    !/\.test\.ts$|\.md$|(^|\/)(test|__snapshots__)\//.test(inside) &&
    !/^(tsconfig\.json$|jest\.config\.|eslint\.config\.)/.test(inside) &&
    !except.some((each) => (each.endsWith('/') ? file.startsWith(each) : file === each))
  );
}
