import { execFileSync, spawnSync } from 'node:child_process';

/** Why the tests of this folder cannot run here, or undefined when they can. In CI they must, so nothing is missing there. */
export const missing = process.env['CI'] === 'true' ? undefined : whatIsMissing();

/** `describe` where engine and mmdebstrap are; elsewhere skipped, with the reason in its name. */
export const describeWithEngine: (name: string, tests: () => void) => void = (name, tests) => {
  if (missing) describe.skip(`${name} (skipped: ${missing})`, tests);
  else describe(name, tests);
};

function whatIsMissing(): string | undefined {
  if (spawnSync('docker', ['version'], { stdio: 'ignore' }).status !== 0) return 'no Docker engine answers';
  if (spawnSync('mmdebstrap', ['--version'], { stdio: 'ignore' }).status !== 0) return 'no mmdebstrap';
  return undefined;
}

/** Runs `docker` and returns its output without the last line break. */
export const docker = (...args: string[]): string =>
  execFileSync('docker', args, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] }).trimEnd();

/** How a service runs: nothing to write, no capability, no way to gain one. */
export const hardened = ['--rm', '--read-only', '--cap-drop=ALL', '--security-opt=no-new-privileges'];

export interface ImageFile {
  mode: string;
  owner: string;
  path: string;
  /** Of a symbolic link. */
  target: string | undefined;
}

/** Every file of an image. */
export function filesOf(reference: string): ImageFile[] {
  const container = docker('create', reference, 'none');
  try {
    const { stdout } = spawnSync(
      'sh',
      ['-c', 'docker export "$1" | tar tv --numeric-owner', 'sh', container],
      {
        encoding: 'utf8',
        maxBuffer: 2 ** 26,
      },
    );
    return stdout.trimEnd().split('\n').map(parseLine);
  } finally {
    docker('rm', container);
  }
}

function parseLine(line: string): ImageFile {
  const [, mode = '', owner = '', name = ''] = /^(\S+) (\S+)\s+\d+ \S+ \S+ (.*)$/.exec(line) ?? [];
  const [path = '', target] = name.split(/ -> | link to /);
  return { mode, owner, path: '/' + path, target };
}
