import type { Finished, System } from '../src/system.ts';

export interface FakeMachine extends System {
  programs: Set<string>;
  /** What was said, run, shown, launched or handed over, in order. */
  readonly said: string[];
  readonly ran: string[];
  /** Command line (or its beginning) → how it ends; the last entry that fits wins. Anything else succeeds. */
  answers: Map<string, Finished | (() => Finished)>;
  /** Path → text of the files that it has. */
  files: Map<string, string>;
  daemonEnded: boolean;
}

export interface FakeMachineOptions {
  programs?: string[];
  isRoot?: boolean;
  systemd?: boolean;
  env?: Record<string, string>;
  /** Whether the keyring has the suite's keys. */
  keyring?: boolean;
  /** Whether the control groups are mounted. */
  cgroups?: boolean;
  workspace?: string;
}

/** All that a machine has once it is set up. */
export const everything = [
  'apt-get',
  'docker',
  'docker-registry',
  'dockerd',
  'git',
  'go',
  'mmdebstrap',
  'promtool',
  'python3',
  'shellcheck',
  'terraform',
];

/** What is run to see whether something is missing, and changes nothing. */
export const looks = ['docker version --format {{.Server.Version}}', 'python3 -c import ensurepip, venv'];

export const fails = (output = ''): Finished => ({ code: 1, output });

/** A machine that remembers what is done to it; installing a package brings the programs of the same name. */
export function fakeMachine(options: FakeMachineOptions = {}): FakeMachine {
  const {
    programs = everything,
    isRoot = true,
    systemd = false,
    env = {},
    keyring = true,
    cgroups = true,
    workspace = '/workspace',
  } = options;
  const answer = (line: string): Finished => {
    machine.ran.push(line);
    const found = [...machine.answers].filter(([start]) => line.startsWith(start)).pop()?.[1];
    return typeof found === 'function' ? found() : (found ?? { code: 0, output: '' });
  };
  const machine: FakeMachine = {
    workspace,
    env,
    isRoot,
    programs: new Set(programs),
    said: [],
    ran: [],
    answers: new Map(),
    files: new Map([
      [`${workspace}/tools/testing/requirements.txt`, 'ministack==1'],
      [`${workspace}/.prod-e/python/requirements.txt`, 'ministack==1'],
      [`${workspace}/.prod-e/python/bin/pip`, `#!${workspace}/.prod-e/python/bin/python`],
      ...['go.mod', 'go.sum'].flatMap((file): [string, string][] => [
        [`${workspace}/tools/testing/go/${file}`, 'act v1'],
        [`${workspace}/.prod-e/go/${file}`, 'act v1'],
      ]),
    ]),
    daemonEnded: false,
    say: (line) => machine.said.push(line),
    exists: (path) => path !== '/run/systemd/system' || systemd,
    list: (folder) => {
      if (folder === '/sys/fs/cgroup') return cgroups ? ['memory'] : [];
      return [`debian-archive-${keyring ? 'trixie' : 'bookworm'}-stable.gpg`];
    },
    read: (file) => machine.files.get(file),
    has: (program) => machine.programs.has(program),
    run: (program, args) => Promise.resolve(answer([program, ...args].join(' '))),
    show: (program, args) => Promise.resolve(answer([program, ...args].join(' '))),
    handOver: (program, args) => Promise.resolve(answer([program, ...args].join(' ')).code),
    launch: (program, args, log) => {
      answer(['launch', program, ...args, '>', log].join(' '));
      return { hasEnded: () => machine.daemonEnded, lastWords: () => 'no cgroups' };
    },
    sleep: () => Promise.resolve(),
  };
  return machine;
}

/** The beginning of every command line of apt-get by root. */
export const aptGet =
  'env DEBIAN_FRONTEND=noninteractive RUNLEVEL=1 apt-get --option=DPkg::Lock::Timeout=300';

/** Makes apt-get bring programs, once the lists are there. */
export function offer(machine: FakeMachine, { listsAreThere = true, sudo = '' } = {}): void {
  let lists = listsAreThere;
  machine.answers.set(`${sudo}${aptGet} update`, () => {
    lists = true;
    return { code: 0, output: '' };
  });
  machine.answers.set('apt-cache show', () =>
    lists ? { code: 0, output: 'Package' } : fails('no packages found'),
  );
  machine.answers.set(`${sudo}${aptGet} install`, () => {
    for (const program of everything) machine.programs.add(program);
    return { code: 0, output: '' };
  });
}
