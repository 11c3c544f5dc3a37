import { join } from 'node:path';
import { installPackages, privileged, runsSystemd, type Rights } from './apt.ts';
import { askEngine, isElsewhere } from './prerequisites/index.ts';
import { lastLines, type Launched, type System } from './system.ts';

const deadlineSeconds = 60;

/**
 * Starts the Docker engine and waits until it answers.
 *
 * @returns why it does not and what to do, or undefined when it does
 */
export async function startEngine(system: System, rights: Rights): Promise<string | undefined> {
  const { output } = await askEngine(system);
  if (isElsewhere(system)) return `check DOCKER_HOST: ${lastLines(output)}`;
  if (/permission denied/i.test(output)) return notAllowed;
  if (rights === 'none') return 'start it: sudo systemctl start docker, or sudo dockerd';
  return runsSystemd(system) ? startUnit(system, rights) : startDaemon(system, rights);
}

const notAllowed =
  'you may not use the engine’s socket: sudo usermod --append --groups docker "$USER", then log in again';

async function startUnit(system: System, rights: Rights): Promise<string | undefined> {
  system.say('set-up: starting the Docker engine (systemctl start docker)');
  const { code, output } = await system.run(...privileged(rights, 'systemctl', ['start', 'docker']));
  if (code !== 0) return `see journalctl --unit docker: ${lastLines(output)}`;
  return untilAnswers(system, 'journalctl --unit docker');
}

async function startDaemon(system: System, rights: Rights): Promise<string | undefined> {
  await mountControlGroups(system, rights);
  const log = join(system.workspace, '.prod-e/dockerd.log');
  system.say(`set-up: starting the Docker engine (dockerd; no init system runs here), its log: ${log}`);
  return untilAnswers(system, log, system.launch(...privileged(rights, 'dockerd', []), log));
}

/** An init system mounts them; dockerd does not run without. */
async function mountControlGroups(system: System, rights: Rights): Promise<void> {
  if (system.list('/sys/fs/cgroup').length > 0) return;
  system.say('set-up: mounting the control groups that the engine needs (cgroupfs-mount)');
  if (!system.has('cgroupfs-mount')) {
    await installPackages(system, rights, [{ packages: ['cgroupfs-mount'] }]);
  }
  await system.run(...privileged(rights, 'cgroupfs-mount', []));
}

async function untilAnswers(system: System, log: string, daemon?: Launched): Promise<string | undefined> {
  for (let waited = 0; waited < deadlineSeconds * 1000; waited += 250) {
    const { code, output } = await askEngine(system);
    if (code === 0) return undefined;
    if (/permission denied/i.test(output)) return notAllowed;
    if (daemon?.hasEnded()) return `it ended: ${daemon.lastWords()} (see ${log})`;
    await system.sleep(250);
  }
  return `it did not answer within ${deadlineSeconds} s, see ${log}`;
}
