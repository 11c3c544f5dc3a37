import { action, checkout, oneJob, oneStep, read, saidOf, sha } from '../../test/workflows.ts';
import { pins } from './pins.ts';

const [actions, runners] = pins;

describe('actions', () => {
  it.each([
    ['a commit with its version', `uses: ${checkout}`],
    ['a folder of an action’s repository', `uses: github/codeql-action/init@${sha} # v3.28.1`],
    ['an image by its digest', `uses: docker://debian@sha256:${'0'.repeat(64)}`],
    ['an action of this workspace', 'uses: ./.github/actions/setup'],
  ])('may be named by %s', (_what, step) => {
    expect(saidOf(actions, oneStep(step))).toEqual([]);
  });

  it.each([
    ['a tag', 'actions/checkout@v4'],
    ['a branch', 'actions/checkout@main # v4.2.2'],
    ['an abbreviated commit', `actions/checkout@${sha.slice(0, 12)} # v4.2.2`],
    ['an image by its tag', 'docker://debian:13'],
  ])('may not be named by %s', (_what, use) => {
    const [reference] = use.split(' ');
    expect(saidOf(actions, oneStep(`uses: ${use}`))).toEqual([`x/${reference}: ${reference} is not pinned`]);
  });

  it.each(['', ' # v4', ' # the newest'])('need a version that can be read, not "%s"', (comment) => {
    const [said] = saidOf(actions, oneStep(`uses: actions/checkout@${sha}${comment}`));
    expect(said).toContain('nobody can read which version');
  });

  it('are looked at in composite actions, and where a job calls a workflow of others', () => {
    expect(saidOf(actions, { 'actions/setup/action.yml': action(['uses: actions/cache@v4']) })).toHaveLength(
      1,
    );
    expect(saidOf(actions, oneJob('uses: other/repository/.github/workflows/a.yml@main'))).toHaveLength(1);
  });

  it('are told with their line', () => {
    const [workflow] = read({ 'a.yml': oneStep('name: check out\nuses: actions/checkout@v4') });
    expect(workflow && actions?.check(workflow)[0]).toMatchObject({
      file: '.github/workflows/a.yml',
      job: 'x',
      line: 7,
    });
  });
});

describe('runners', () => {
  it('are of the one pinned version', () => {
    expect(saidOf(runners, oneJob('runs-on: ubuntu-24.04'))).toEqual([]);
    expect(saidOf(runners, oneJob('uses: ./.github/workflows/b.yml'))).toEqual([]);
  });

  it.each([
    ['runs-on: ubuntu-latest', 'x: it runs on "ubuntu-latest"'],
    ['runs-on: [self-hosted]', 'x: it runs on ["self-hosted"]'],
    ['runs-on: ${{ matrix.os }}', 'x: it runs on "${{ matrix.os }}"'],
    ['steps: []', 'x: it runs on nothing'],
  ])('are refused: %s', (job, said) => {
    expect(saidOf(runners, oneJob(job))).toEqual([said]);
  });
});
