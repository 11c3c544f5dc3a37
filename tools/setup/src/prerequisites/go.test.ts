import { everything, fails, fakeMachine, looks, type FakeMachine } from '../../test/fake-machine.ts';
import { describeProblem, missingFor, setUp } from '../set-up.ts';

const folder = '/workspace/.prod-e/go';
const pinned = '/workspace/tools/testing/go';

const namesOf = (missing: readonly { name: string }[]): string[] => missing.map(({ name }) => name);

/** A machine whose tools are those of a module that has changed since. */
function outdated(programs = everything): FakeMachine {
  const machine = fakeMachine({ programs });
  machine.files.set(`${pinned}/go.sum`, 'act v2');
  machine.answers.set('cp ', () => {
    machine.files.set(`${folder}/go.sum`, 'act v2');
    return { code: 0, output: '' };
  });
  return machine;
}

const withoutGo = everything.filter((one) => one !== 'go');

describe('go', () => {
  it('is needed no more once its tools are built', async () => {
    expect(await missingFor(fakeMachine({ programs: withoutGo }), ['test'])).toEqual([]);
  });

  it('is asked for, and nothing is tried, where it is missing', async () => {
    const machine = outdated(withoutGo);
    const problems = await setUp(machine, ['test']);
    expect(problems.map(describeProblem)).toEqual([
      'missing: go, which builds the tools that check and run the workflows\n  next:  install Go 1.25 or newer as its documentation says and put it on the PATH',
      'missing: go tools, which check the workflows of GitHub Actions, and run them here\n  next:  see what is said above, then: npm run setup',
    ]);
    expect(machine.ran.filter((line) => !looks.includes(line))).toEqual([]);
  });
});

describe('the Go tools', () => {
  it.each([
    [
      'were never built, or not to the end',
      (machine: FakeMachine) => machine.files.delete(`${folder}/go.mod`),
    ],
    ['are of other versions', (machine: FakeMachine) => machine.files.set(`${pinned}/go.mod`, 'other')],
    ['have other checksums', (machine: FakeMachine) => machine.files.set(`${pinned}/go.sum`, 'other')],
  ])('are missing when they %s', async (_when, change) => {
    const machine = fakeMachine();
    change(machine);
    expect(namesOf(await missingFor(machine, ['test']))).toEqual(['go tools']);
  });

  it.each(['act', 'actionlint'])('are missing without %s', async (program) => {
    const machine = { ...fakeMachine(), exists: (path: string) => path !== `${folder}/bin/${program}` };
    expect(namesOf(await missingFor(machine, ['test']))).toEqual(['go tools']);
  });

  it('are nothing to a deployment', async () => {
    expect(await missingFor(outdated(), ['up'])).toEqual([]);
  });

  it('are built from what is pinned, with the mark that they are whole put last', async () => {
    const machine = outdated();
    expect(await setUp(machine, ['test'])).toEqual([]);
    expect(machine.said).toEqual([
      'set-up: building the Go tools of tools/testing/go with go into .prod-e/go (about a minute)',
    ]);
    expect(machine.ran.filter((line) => !looks.includes(line))).toEqual([
      `rm -rf ${folder}`,
      `env GOBIN=${folder}/bin CGO_ENABLED=0 go -C ${pinned} install -mod=readonly tool`,
      `cp ${pinned}/go.mod ${pinned}/go.sum ${folder}`,
    ]);
  });

  it('are not marked as whole when go fails, and what it said is repeated', async () => {
    const machine = outdated();
    const reason = 'go: go.mod requires go >= 1.25.0 (running go 1.24.4; GOTOOLCHAIN=local)';
    machine.answers.set('env GOBIN', fails(reason));
    expect(namesOf(await setUp(machine, ['test']))).toEqual(['go tools']);
    expect(machine.said.at(-1)).toBe(reason);
    expect(machine.ran.some((line) => line.startsWith('cp'))).toBe(false);
  });
});
