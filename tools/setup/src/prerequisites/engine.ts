import type { System } from '../system.ts';
import type { Prerequisite } from './prerequisite.ts';

/** The daemon's program. Not needed where an engine answers already: a remote one, or that of Docker Desktop. */
export const dockerd: Prerequisite = {
  name: 'dockerd',
  purpose: 'is the Docker engine',
  commands: ['up', 'test'],
  isThere: async (system) => system.has('dockerd') || isElsewhere(system) || (await engineAnswers(system)),
  packages: ['docker.io'],
  advice: 'install Docker and start it',
};

export const engine: Prerequisite = {
  name: 'Docker engine',
  purpose: 'runs the containers',
  commands: ['up', 'test'],
  isThere: (system) => engineAnswers(system),
  packages: [],
  advice: 'start Docker',
};

/** Whether the user points to an engine, which is then not ours to start. */
export function isElsewhere(system: System): boolean {
  return Boolean(system.env['DOCKER_HOST']);
}

export async function engineAnswers(system: System): Promise<boolean> {
  return (await askEngine(system)).code === 0;
}

export function askEngine(system: System): ReturnType<System['run']> {
  return system.run('docker', ['version', '--format', '{{.Server.Version}}']);
}
