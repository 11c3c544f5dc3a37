import { fails, fakeMachine, type FakeMachine, type FakeMachineOptions } from '../test/fake-machine.ts';
import { setUp } from './set-up.ts';

const down = 'Cannot connect to the Docker daemon';

/** A machine whose engine answers after something was run. */
function stopped(startedBy: string, options: FakeMachineOptions = {}): FakeMachine {
  const machine = fakeMachine(options);
  machine.answers.set('docker version', () =>
    machine.ran.some((line) => line.startsWith(startedBy)) ? { code: 0, output: '28' } : fails(down),
  );
  return machine;
}

const nextOf = async (machine: FakeMachine): Promise<string | undefined> =>
  (await setUp(machine, ['up'])).find(({ name }) => name === 'Docker engine')?.next;

describe('startEngine', () => {
  it('asks systemd where it runs', async () => {
    const machine = stopped('systemctl start docker', { systemd: true });
    expect(await nextOf(machine)).toBeUndefined();
    expect(machine.said).toEqual(['set-up: starting the Docker engine (systemctl start docker)']);
  });

  it('starts the daemon itself where no init system runs, and names its log', async () => {
    const machine = stopped('launch dockerd');
    expect(await nextOf(machine)).toBeUndefined();
    expect(machine.ran).toContain('launch dockerd > /workspace/.prod-e/dockerd.log');
    expect(machine.said.join()).toContain('its log: /workspace/.prod-e/dockerd.log');
  });

  it('mounts the control groups first where nothing has', async () => {
    const machine = stopped('launch dockerd', { cgroups: false });
    expect(await nextOf(machine)).toBeUndefined();
    const steps = machine.ran.filter((line) => /install|^cgroupfs|^launch/.test(line));
    expect(steps).toEqual([
      expect.stringMatching(/ install .* cgroupfs-mount$/),
      'cgroupfs-mount',
      expect.stringMatching(/^launch dockerd/),
    ]);

    const prepared = stopped('launch dockerd', { cgroups: false });
    prepared.programs.add('cgroupfs-mount');
    await nextOf(prepared);
    expect(prepared.ran.some((line) => line.includes(' install '))).toBe(false);
  });

  it('starts the daemon through sudo for who is not root', async () => {
    const machine = stopped('launch sudo -n dockerd', { isRoot: false });
    expect(await nextOf(machine)).toBeUndefined();
  });

  it('repeats the last words of a daemon that ends', async () => {
    const machine = stopped('nothing');
    machine.daemonEnded = true;
    expect(await nextOf(machine)).toBe('it ended: no cgroups (see /workspace/.prod-e/dockerd.log)');
  });

  it('does not wait for ever', async () => {
    expect(await nextOf(stopped('nothing'))).toBe(
      'it did not answer within 60 s, see /workspace/.prod-e/dockerd.log',
    );
  });

  it('repeats what systemd says when the unit does not start', async () => {
    const machine = stopped('nothing', { systemd: true });
    machine.answers.set('systemctl start docker', fails('Unit docker.service not found.'));
    expect(await nextOf(machine)).toBe('see journalctl --unit docker: Unit docker.service not found.');
  });

  it('leaves an engine alone that the user points to', async () => {
    const machine = stopped('nothing', { env: { DOCKER_HOST: 'tcp://elsewhere:2375' } });
    expect(await nextOf(machine)).toBe(`check DOCKER_HOST: ${down}`);
    expect(machine.ran.some((line) => line.startsWith('launch'))).toBe(false);
  });

  it.each(['before', 'after'])(
    'says what to do when the socket is not the user’s: %s the start',
    async (when) => {
      const denied = fails('permission denied while trying to connect to the Docker daemon socket');
      const machine = fakeMachine({ isRoot: false });
      machine.answers.set('docker version', () =>
        when === 'before' || machine.ran.some((line) => line.startsWith('launch')) ? denied : fails(down),
      );
      expect(await nextOf(machine)).toMatch(/^you may not use the engine’s socket: sudo usermod/);
    },
  );

  it('names the command for who has no rights', async () => {
    const machine = stopped('nothing', { isRoot: false });
    machine.answers.set('sudo -n true', fails());
    expect(await nextOf(machine)).toBe('start it: sudo systemctl start docker, or sudo dockerd');
  });
});
