import { aptGet, everything, fails, fakeMachine, looks, offer } from '../test/fake-machine.ts';
import { describeProblem, missingFor, setUp } from './set-up.ts';

const without = (...programs: string[]): string[] => everything.filter((one) => !programs.includes(one));
const installs = (ran: readonly string[]): string[] => ran.filter((line) => line.includes(' install '));

describe('missingFor', () => {
  it('finds nothing missing on a machine that has everything', async () => {
    expect(await missingFor(fakeMachine(), ['up', 'test'])).toEqual([]);
  });

  it.each(without('apt-get', 'dockerd', 'go', 'python3'))('finds %s missing', async (program) => {
    const missing = await missingFor(fakeMachine({ programs: without(program) }), ['up', 'test']);
    expect(missing.map(({ name }) => name)).toEqual([program]);
  });

  it('does not ask `up` for what only tests need', async () => {
    const machine = fakeMachine({
      programs: without('promtool', 'shellcheck', 'docker-registry', 'python3'),
    });
    expect(await missingFor(machine, ['up'])).toEqual([]);
  });

  it('finds a keyring that is too old for the suite', async () => {
    const missing = await missingFor(fakeMachine({ keyring: false }), ['up']);
    expect(missing.map(({ name }) => name)).toEqual(['debian-archive-keyring']);
  });

  it('takes OpenTofu for Terraform', async () => {
    const machine = fakeMachine({ programs: [...without('terraform'), 'tofu'] });
    expect(await missingFor(machine, ['up'])).toEqual([]);
  });

  it('needs no daemon of its own where an engine answers', async () => {
    expect(await missingFor(fakeMachine({ programs: without('dockerd') }), ['up'])).toEqual([]);
  });
});

describe('setUp', () => {
  it('changes nothing and says nothing when nothing is missing', async () => {
    const machine = fakeMachine();
    expect(await setUp(machine, ['up', 'test'])).toEqual([]);
    expect(machine.said).toEqual([]);
    expect(machine.ran.every((line) => looks.includes(line))).toBe(true);
  });

  it('installs all that is missing at once, after one line that says so', async () => {
    const machine = fakeMachine({ programs: without('mmdebstrap', 'shellcheck') });
    offer(machine);
    expect(await setUp(machine, ['test'])).toEqual([]);
    expect(machine.said).toEqual(['set-up: installing with apt-get what is missing: mmdebstrap, shellcheck']);
    expect(installs(machine.ran)).toEqual([
      `${aptGet} install --yes --quiet --no-install-recommends mmdebstrap shellcheck`,
    ]);
  });

  it('gets the package lists only when they lack a package', async () => {
    const fresh = fakeMachine({ programs: without('mmdebstrap') });
    offer(fresh, { listsAreThere: false });
    expect(await setUp(fresh, ['up'])).toEqual([]);
    expect(fresh.ran).toContain(`${aptGet} update --quiet`);

    const used = fakeMachine({ programs: without('mmdebstrap') });
    offer(used);
    expect(await setUp(used, ['up'])).toEqual([]);
    expect(used.ran).not.toContain(`${aptGet} update --quiet`);
  });

  it('gets the package lists when what they name is gone from the mirror', async () => {
    const machine = fakeMachine({ programs: without('git') });
    offer(machine);
    let tries = 0;
    machine.answers.set(`${aptGet} install`, () => {
      if (++tries === 1) return fails('404 Not Found');
      machine.programs.add('git');
      return { code: 0, output: '' };
    });
    expect(await setUp(machine, ['up'])).toEqual([]);
  });

  it('takes the package that brings the command alone where the system has one', async () => {
    const machine = fakeMachine({ programs: without('docker') });
    offer(machine);
    machine.answers.set('apt-cache show --no-all-versions docker-cli', fails());
    await setUp(machine, ['up']);
    expect(installs(machine.ran)).toEqual([
      `${aptGet} install --yes --quiet --no-install-recommends docker.io`,
    ]);
  });

  it('uses sudo where it asks for no password', async () => {
    const machine = fakeMachine({ programs: without('git'), isRoot: false });
    offer(machine, { sudo: 'sudo -n ' });
    expect(await setUp(machine, ['up'])).toEqual([]);
    expect(installs(machine.ran)[0]).toMatch(/^sudo -n env DEBIAN_FRONTEND=noninteractive /);
  });

  it('names the command for who has no rights, and runs nothing', async () => {
    const machine = fakeMachine({ programs: without('mmdebstrap'), isRoot: false });
    machine.answers.set('sudo -n true', fails('a password is required'));
    expect(await setUp(machine, ['up'])).toEqual([
      {
        name: 'mmdebstrap',
        purpose: 'makes the base images',
        next: 'sudo apt-get install --no-install-recommends mmdebstrap',
      },
    ]);
    expect(installs(machine.ran)).toEqual([]);
  });

  it('names what no package brings', async () => {
    const machine = fakeMachine({ programs: without('terraform') });
    const problems = await setUp(machine, ['up']);
    expect(problems.map(describeProblem)).toEqual([
      'missing: terraform, which applies the stacks\n  next:  install Terraform or OpenTofu as their documentation says and put it on the PATH',
    ]);
    expect(machine.said).toEqual([]);
  });

  it('says what to do on a system without apt-get', async () => {
    const machine = fakeMachine({ programs: without('apt-get', 'mmdebstrap') });
    const [problem] = await setUp(machine, ['up']);
    expect(problem?.next).toMatch(/^run this on Debian or Ubuntu/);
  });

  it('repeats what apt-get said when it cannot install', async () => {
    const machine = fakeMachine({ programs: without('git') });
    machine.answers.set(`${aptGet} install`, fails('E: No space left on device'));
    expect(await setUp(machine, ['up'])).toHaveLength(1);
    expect(machine.said[1]).toBe('E: No space left on device');
  });

  it.each([
    ['promtool', 'prometheus.service'],
    ['docker-registry', 'docker-registry.service'],
  ])(
    'masks the service that comes with %s before it is installed, where systemd runs',
    async (program, service) => {
      const machine = fakeMachine({ programs: without(program), systemd: true });
      offer(machine);
      await setUp(machine, ['test']);
      const mask = machine.ran.indexOf(`systemctl mask ${service}`);
      const install = machine.ran.findIndex((line) => line.includes(' install '));
      expect(mask).toBeGreaterThan(-1);
      expect(install).toBeGreaterThan(mask);
    },
  );

  it('says that the engine must be started where there is not even its command', async () => {
    const machine = fakeMachine({ programs: without('apt-get', 'docker', 'dockerd') });
    machine.answers.set('docker version', { code: 127, output: 'not found' });
    const problems = await setUp(machine, ['up']);
    expect(problems.map(({ name, next }) => [name, next])).toEqual([
      ['docker', 'install the Docker command line'],
      ['dockerd', 'install Docker and start it'],
      ['Docker engine', 'start Docker'],
    ]);
  });
});
