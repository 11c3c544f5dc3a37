import { everything, fails, fakeMachine, looks, type FakeMachine } from '../../test/fake-machine.ts';
import { missingFor, setUp } from '../set-up.ts';

const folder = '/workspace/.prod-e/python';
const marker = `${folder}/requirements.txt`;
const wanted = '/workspace/tools/testing/requirements.txt';

const namesOf = (missing: readonly { name: string }[]): string[] => missing.map(({ name }) => name);

/** A machine whose tools are those of a requirements file that has changed since. */
function outdated(): FakeMachine {
  const machine = fakeMachine();
  machine.files.set(wanted, 'ministack==2');
  machine.answers.set('cp ', () => {
    machine.files.set(marker, 'ministack==2');
    return { code: 0, output: '' };
  });
  return machine;
}

describe('python3 venv', () => {
  it('is missing without Python, and where Python lacks what an environment is made with', async () => {
    const none = fakeMachine({ programs: everything.filter((one) => one !== 'python3') });
    expect(namesOf(await missingFor(none, ['test']))).toEqual(['python3 venv']);
    const half = fakeMachine();
    half.answers.set('python3 -c', fails("No module named 'ensurepip'"));
    expect(namesOf(await missingFor(half, ['test']))).toEqual(['python3 venv']);
  });
});

describe('the Python tools', () => {
  it.each([
    ['were never installed, or not to the end', (machine: FakeMachine) => machine.files.delete(marker)],
    ['are those of another requirements file', (machine: FakeMachine) => machine.files.set(wanted, 'other')],
    [
      'were installed before the workspace was moved',
      (machine: FakeMachine) =>
        machine.files.set(`${folder}/bin/pip`, '#!/elsewhere/.prod-e/python/bin/python'),
    ],
  ])('are missing when they %s', async (_when, change) => {
    const machine = fakeMachine();
    change(machine);
    expect(namesOf(await missingFor(machine, ['test']))).toEqual(['python tools']);
  });

  it('are missing when their Python is gone', async () => {
    const machine = { ...fakeMachine(), exists: (path: string) => path !== `${folder}/bin/python` };
    expect(namesOf(await missingFor(machine, ['test']))).toEqual(['python tools']);
  });

  it('are nothing to a deployment', async () => {
    expect(await missingFor(outdated(), ['up'])).toEqual([]);
  });

  it('are made anew, in place, with the mark that they are whole put last', async () => {
    const machine = outdated();
    expect(await setUp(machine, ['test'])).toEqual([]);
    expect(machine.said).toEqual([
      'set-up: installing the Python tools of tools/testing/requirements.txt with pip into .prod-e/python',
    ]);
    expect(machine.ran.filter((line) => !looks.includes(line))).toEqual([
      `rm -rf ${folder}`,
      `python3 -m venv ${folder}`,
      `${folder}/bin/python -m pip install --quiet --no-input --disable-pip-version-check --require-hashes --requirement ${wanted}`,
      `cp ${wanted} ${marker}`,
    ]);
  });

  it('need no rights', async () => {
    const machine = Object.assign(outdated(), { isRoot: false });
    machine.answers.set('sudo', fails('a password is required'));
    expect(await setUp(machine, ['test'])).toEqual([]);
  });

  it('are not marked as whole when pip fails, and what it said is repeated', async () => {
    const machine = outdated();
    machine.answers.set(
      `${folder}/bin/python -m pip`,
      fails('ERROR: THESE PACKAGES DO NOT MATCH THE HASHES'),
    );
    expect(await setUp(machine, ['test'])).toEqual([
      {
        name: 'python tools',
        purpose: 'are the AWS that the tests talk to, and what checks what is put there',
        next: 'see what is said above, then: npm run setup',
      },
    ]);
    expect(machine.said.at(-1)).toBe('ERROR: THESE PACKAGES DO NOT MATCH THE HASHES');
    expect(machine.ran.some((line) => line.startsWith('cp'))).toBe(false);
  });

  it('are asked for once more where one mirror of the index is behind', async () => {
    const machine = outdated();
    let tries = 0;
    machine.answers.set(`${folder}/bin/python -m pip`, () => {
      tries += 1;
      return tries === 1 ? fails('No matching distribution found') : { code: 0, output: '' };
    });
    expect(await setUp(machine, ['test'])).toEqual([]);
    expect(tries).toBe(2);
  });

  it('are not tried where there is no environment to put them into', async () => {
    const machine = outdated();
    machine.programs.delete('python3');
    machine.programs.delete('apt-get');
    expect(namesOf(await setUp(machine, ['test']))).toEqual(['python3 venv', 'python tools']);
    expect(machine.ran.some((line) => line.startsWith('rm'))).toBe(false);
  });
});
