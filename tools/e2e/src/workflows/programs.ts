import { execFileSync } from 'node:child_process';
import { chmodSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const real = (program: string): string =>
  execFileSync('sh', ['-c', `command -v ${program}`], { encoding: 'utf8' }).trim();

/**
 * A fresh checkout gets the packages of the lock file from the workspace that has them, in a second, and the state that
 * AWS would keep. The machine is set up already, which takes a runner minutes. Anything else is npm's own.
 */
const npm = (root: string): string => `#!/bin/sh
[ "$1 $2" = "run setup" ] && exit
[ "$1" = ci ] || exec '${real('npm')}' "$@"
cd '${root}' && modules=$(ls -d node_modules */node_modules */*/node_modules 2>/dev/null)
cd "$OLDPWD"
for folder in $modules; do
  [ -e "$folder" ] || cp --archive --link '${root}'/"$folder" "$folder"
done
# As new as the packages are.
cp --remove-destination '${root}/node_modules/.package-lock.json' node_modules/.package-lock.json
mkdir -p .prod-e
for kept in '${root}'/.prod-e/*; do ln -sfn "$kept" ".prod-e/\${kept##*/}"; done
`;

/** Answers as \`gh attestation verify --format json\` does, by what the stand-ins of the attesting actions wrote down. */
const gh = `#!/usr/bin/env node
import { existsSync, readFileSync } from 'node:fs';
const args = process.argv.slice(2);
const value = (name) => args[args.indexOf(name) + 1];
const file = process.env.STAND_IN_FOLDER + '/attestations';
const type = value('--predicate-type');
const reference = args[2].replace('oci://', '');
const known = existsSync(file) ? readFileSync(file, 'utf8').split('\\n') : [];
if (args[0] !== 'attestation' || args[1] !== 'verify' || !value('--signer-workflow').endsWith('_image.yml')) process.exit(2);
if (!known.includes(type + ' ' + reference)) {
  console.error('Error: no attestations found for ' + reference);
  process.exit(1);
}
const sha256 = reference.split('@sha256:')[1];
const statement = { predicateType: type, subject: [{ name: reference, digest: { sha256 } }] };
console.log(JSON.stringify([{ verificationResult: { statement } }]));
`;

/** A scanner that knows of no vulnerability, but where the file \`vulnerable\` says otherwise. */
const trivy = `#!/usr/bin/env node
import { existsSync } from 'node:fs';
if (process.argv.includes('--version')) {
  console.log('Version: 0.74.0');
  process.exit(0);
}
const Vulnerabilities = existsSync(process.env.STAND_IN_FOLDER + '/vulnerable')
  ? [{ VulnerabilityID: 'CVE-2026-0001', PkgName: 'openssl', InstalledVersion: '1', Severity: 'CRITICAL' }]
  : [];
console.log(JSON.stringify({ SchemaVersion: 2, Results: [{ Target: 'image', Class: 'os-pkgs', Packages: [{ Name: 'libc6' }], Vulnerabilities }] }));
`;

/**
 * Programs of a runner that cannot be had here, or take long.
 *
 * @param root the workspace that has the packages and the state
 * @returns the folder to put first on the PATH
 */
export function installPrograms(root: string): string {
  const folder = join(root, '.shims', 'runner');
  mkdirSync(folder, { recursive: true });
  for (const [name, source] of Object.entries({ npm: npm(root), gh, trivy })) {
    writeFileSync(join(folder, name), source);
    chmodSync(join(folder, name), 0o755);
  }
  return folder;
}
