const { execFileSync, spawnSync } = require('node:child_process');
const { createRequire } = require('node:module');
const { dirname } = require('node:path');

/** `describe` where a program answers. Elsewhere skipped, with the reason in its name; in CI run, and so failed. */
const describeWith = (program, args, reason) => (name, tests) => {
  const there = Boolean(process.env.CI) || spawnSync(program, args, { stdio: 'ignore' }).status === 0;
  if (there) describe(name, tests);
  else describe.skip(`${name} (skipped: ${reason})`, tests);
};

const describeWithEngine = describeWith('docker', ['version'], 'no Docker engine answers');
const describeWithTerraform = describeWith('terraform', ['version'], 'no terraform');

function docker(...args) {
  // Jest gives each test file variables of its own, which a process does not get by itself.
  const { env } = process;
  return execFileSync('docker', args, { encoding: 'utf8', env, stdio: ['ignore', 'pipe', 'pipe'] }).trimEnd();
}

// esbuild is a static binary that can serve files: a web server which needs nothing else in its image.
const serverBinary = () =>
  createRequire(require.resolve('esbuild')).resolve(`@esbuild/linux-${process.arch}/bin/esbuild`);
const entrypoint = ['/esbuild', '--watch=forever', '--serve=0.0.0.0:8080', '--servedir=/'];

function importServerImage(reference, labels = {}, args = []) {
  const changes = [
    `ENTRYPOINT ${JSON.stringify([...entrypoint, ...args])}`,
    ...Object.entries(labels).map(([key, value]) => `LABEL ${key}=${value}`),
  ];
  const tar = execFileSync('tar', ['--create', '--directory', dirname(serverBinary()), 'esbuild'], {
    maxBuffer: 2 ** 26,
  });
  const options = changes.flatMap((change) => ['--change', change]);
  return execFileSync('docker', ['import', ...options, '-', reference], {
    encoding: 'utf8',
    env: process.env,
    input: tar,
  }).trim();
}

function removeLabelled(label) {
  const listed = (...args) => docker(...args, '--quiet', '--filter', `label=${label}`).split('\n');
  const kinds = [
    [
      ['ps', '--all'],
      ['rm', '--force', '--volumes'],
    ],
    [
      ['network', 'ls'],
      ['network', 'rm'],
    ],
    [
      ['volume', 'ls'],
      ['volume', 'rm', '--force'],
    ],
    [
      ['image', 'ls'],
      ['image', 'rm', '--force'],
    ],
  ];
  for (const [list, remove] of kinds) {
    const found = [...new Set(listed(...list))].filter(Boolean);
    if (found.length > 0) docker(...remove, ...found);
  }
}

module.exports = { describeWithEngine, describeWithTerraform, docker, importServerImage, removeLabelled };
