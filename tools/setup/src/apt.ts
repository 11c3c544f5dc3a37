import type { Prerequisite } from './prerequisites/index.ts';
import { lastLines, type Finished, type System } from './system.ts';

/** With what rights the package manager can be run without asking anyone. */
export type Rights = 'root' | 'sudo' | 'none';

export async function rightsOf(system: System): Promise<Rights> {
  if (system.isRoot) return 'root';
  return (await system.run('sudo', ['-n', 'true'])).code === 0 ? 'sudo' : 'none';
}

/** A command line with the rights to change the system. */
export function privileged(rights: Rights, program: string, args: readonly string[]): [string, string[]] {
  return rights === 'root' ? [program, [...args]] : ['sudo', ['-n', program, ...args]];
}

/** Installs what is missing with apt-get, after saying so. What it could not install is found missing again. */
export async function install(
  system: System,
  rights: Rights,
  missing: readonly Prerequisite[],
): Promise<void> {
  const wanted = missing.filter(({ packages }) => packages.length > 0);
  if (wanted.length === 0) return;
  system.say(`set-up: installing with apt-get what is missing: ${wanted.map(({ name }) => name).join(', ')}`);
  await preventServices(system, rights, wanted);
  await installPackages(system, rights, wanted);
}

/** What packages bring: the first that the machine is offered is taken. */
type Packaged = Pick<Prerequisite, 'packages'>;

export async function installPackages(
  system: System,
  rights: Rights,
  wanted: readonly Packaged[],
): Promise<void> {
  let outcome = await tryInstall(system, rights, wanted);
  if (outcome?.code !== 0) {
    // The package lists are absent, as in a fresh container, or older than the mirror.
    await aptGet(system, rights, ['update', '--quiet']);
    outcome = await tryInstall(system, rights, wanted);
  }
  if (outcome && outcome.code !== 0) system.say(lastLines(outcome.output));
}

/** Undefined when the lists have none of the packages of a prerequisite. */
async function tryInstall(
  system: System,
  rights: Rights,
  wanted: readonly Packaged[],
): Promise<Finished | undefined> {
  const offered = await Promise.all(wanted.map(({ packages }) => firstOffered(system, packages)));
  const names = offered.filter((name) => name !== undefined);
  const outcome = names.length > 0 ? await aptGet(system, rights, installArgs(names)) : undefined;
  return names.length === wanted.length ? outcome : undefined;
}

async function firstOffered(system: System, packages: readonly string[]): Promise<string | undefined> {
  for (const name of packages) {
    if ((await system.run('apt-cache', ['show', '--no-all-versions', name])).code === 0) return name;
  }
  return undefined;
}

const installArgs = (names: readonly string[]): string[] => [
  'install',
  '--yes',
  '--quiet',
  '--no-install-recommends',
  ...new Set(names),
];

function aptGet(system: System, rights: Rights, args: readonly string[]): Promise<Finished> {
  // Another apt may run right after a machine has booted. Runlevel 1 keeps init scripts from starting daemons.
  const line = [
    'DEBIAN_FRONTEND=noninteractive',
    'RUNLEVEL=1',
    'apt-get',
    '--option=DPkg::Lock::Timeout=300',
    ...args,
  ];
  return system.run(...privileged(rights, 'env', line));
}

/** A unit that is masked before its package comes is never started by it. */
async function preventServices(
  system: System,
  rights: Rights,
  wanted: readonly Prerequisite[],
): Promise<void> {
  const services = wanted.flatMap(({ unwantedServices = [] }) => unwantedServices);
  if (services.length === 0 || !runsSystemd(system)) return;
  system.say(`set-up: masking ${services.join(', ')}, which the package would start`);
  await system.run(...privileged(rights, 'systemctl', ['mask', ...services]));
}

export function runsSystemd(system: System): boolean {
  return system.exists('/run/systemd/system');
}
