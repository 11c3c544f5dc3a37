import type { Prerequisite } from './prerequisite.ts';

/** The prerequisites that are there when their program is on the PATH. */

export const dockerRegistry: Prerequisite = {
  name: 'docker-registry',
  purpose: 'is the image registry that the tests push to',
  commands: ['test'],
  isThere: (system) => system.has('docker-registry'),
  packages: ['docker-registry'],
  // It would listen on every address.
  unwantedServices: ['docker-registry.service'],
  advice: 'install Debian’s docker-registry and put it on the PATH',
};

export const git: Prerequisite = {
  name: 'git',
  purpose: 'says which commit is deployed',
  commands: ['up', 'test'],
  isThere: (system) => system.has('git'),
  packages: ['git'],
  advice: 'install git',
};

export const dockerCommand: Prerequisite = {
  name: 'docker',
  purpose: 'builds images and talks to the engine',
  commands: ['up', 'test'],
  isThere: (system) => system.has('docker'),
  packages: ['docker-cli', 'docker.io'],
  advice: 'install the Docker command line',
};

export const mmdebstrap: Prerequisite = {
  name: 'mmdebstrap',
  purpose: 'makes the base images',
  commands: ['up', 'test'],
  isThere: (system) => system.has('mmdebstrap'),
  packages: ['mmdebstrap'],
  advice: 'run this on Debian or Ubuntu (a virtual machine will do): mmdebstrap runs nowhere else',
};

export const promtool: Prerequisite = {
  name: 'promtool',
  purpose: 'tests the alert rules',
  commands: ['test'],
  isThere: (system) => system.has('promtool'),
  packages: ['prometheus'],
  // Its port is that of the Prometheus we deploy.
  unwantedServices: ['prometheus.service'],
  advice: 'install Prometheus’s promtool and put it on the PATH',
};

export const shellcheck: Prerequisite = {
  name: 'shellcheck',
  purpose: 'checks the shell scripts',
  commands: ['test'],
  isThere: (system) => system.has('shellcheck'),
  packages: ['shellcheck'],
  advice: 'install shellcheck',
};

export const terraform: Prerequisite = {
  name: 'terraform',
  purpose: 'applies the stacks',
  commands: ['up', 'test'],
  isThere: (system) => system.has('terraform') || system.has('tofu'),
  // Neither Debian nor Ubuntu has it.
  packages: [],
  advice: 'install Terraform or OpenTofu as their documentation says and put it on the PATH',
};
