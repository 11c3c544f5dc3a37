import { everything, fails, fakeMachine, looks } from '../test/fake-machine.ts';
import { runCommand } from './cli.ts';
import { setup } from './commands/setup.ts';
import { up } from './commands/up.ts';

const nothing = (): Promise<void> => Promise.resolve();
const withoutTerraform = everything.filter((one) => one !== 'terraform');

describe('runCommand', () => {
  it.each([
    [[]],
    [['deploy']],
    [['setup', '--force']],
    [['up', 'now']],
    [['test', '--environment=dev']],
    [['--check']],
  ])('refuses %j', async (args) => {
    await expect(runCommand(args, fakeMachine())).rejects.toMatchObject({ exit: 2 });
  });
});

describe('setup', () => {
  it('makes the base images when nothing is missing', async () => {
    const machine = fakeMachine();
    const made: string[] = [];
    expect(await setup(machine, () => Promise.resolve(void made.push('made')))).toBe(0);
    expect(made).toEqual(['made']);
    expect(machine.said).toEqual(['set-up: nothing is missing']);
  });

  it('fails when something is missing still', async () => {
    expect(await setup(fakeMachine({ programs: withoutTerraform }), nothing)).toBe(1);
  });
});

describe('setup --check', () => {
  it('reports what is missing, and changes nothing', async () => {
    const machine = fakeMachine({ programs: withoutTerraform.filter((one) => one !== 'git') });
    expect(await runCommand(['setup', '--check'], machine)).toBe(1);
    expect(machine.said).toEqual([
      'missing: git, which says which commit is deployed\n  next:  npm run setup, or: sudo apt-get install --no-install-recommends git',
      expect.stringMatching(/^missing: terraform, which applies the stacks/),
    ]);
    expect(machine.ran.every((line) => looks.includes(line))).toBe(true);
  });

  it('says that the set-up brings what no package does', async () => {
    const machine = fakeMachine();
    machine.files.delete('/workspace/.prod-e/python/requirements.txt');
    await runCommand(['setup', '--check'], machine);
    expect(machine.said).toEqual([
      'missing: python tools, which are the AWS that the tests talk to, and what checks what is put there\n  next:  npm run setup',
    ]);
  });

  it('reports that nothing is missing', async () => {
    expect(await runCommand(['setup', '--check'], fakeMachine())).toBe(0);
  });
});

describe('up', () => {
  it('deploys, and ends with the exit code of the deployment', async () => {
    const machine = fakeMachine();
    expect(await up(machine, nothing)).toBe(0);
    expect(machine.ran.at(-1)).toBe('nx run infra:deploy:local');
    expect(machine.said.at(-1)).toBe('prod-e is up');

    machine.answers.set('nx run infra:deploy:local', { code: 3, output: '' });
    expect(await up(machine, nothing)).toBe(3);
    expect(machine.said.at(-1)).toBe('prod-e is not up: the deployment ended with 3, see above');
  });

  it('does not deploy on a machine that lacks something', async () => {
    const machine = fakeMachine({ programs: withoutTerraform });
    machine.answers.set('nx', fails());
    expect(await up(machine, nothing)).toBe(1);
    expect(machine.ran.some((line) => line.startsWith('nx'))).toBe(false);
  });
});
