import { thrownBy } from '@prod-e/testing/fixtures';
import { parseWorkflow } from './parse.ts';

const text = `
name: ci
on:
  push:
    branches: [main]
  schedule:
    - cron: '0 4 * * *'
  workflow_dispatch:
permissions: {}
concurrency: ci
jobs:
  test:
    needs: build
    if: true
    runs-on: ubuntu-24.04
    environment: { name: dev }
    permissions:
      contents: read # to check out
      packages: write
    concurrency:
      group: dev
      cancel-in-progress: \${{ a }}
    timeout-minutes: 5
    steps:
      - uses: a/b@c # v1.2.3
        with: { x: y }
      - name: look
        if: always()
        run: npm ci
      - run: |
          echo
          npm test
  build:
    uses: ./.github/workflows/b.yml # ours
`;

describe('a workflow', () => {
  const workflow = parseWorkflow('.github/workflows/ci.yml', text);
  const [test, build] = workflow.jobs;

  it('says what starts it, with what, and which runs make way', () => {
    expect(workflow).toMatchObject({
      ...{ kind: 'workflow', file: '.github/workflows/ci.yml', permissions: {} },
      on: { push: { branches: ['main'] }, schedule: {}, workflow_dispatch: {} },
      concurrency: { group: 'ci', cancelInProgress: false },
    });
  });

  it('has jobs, with the comments that give reasons', () => {
    expect(test).toMatchObject({
      ...{ id: 'test', line: 12, needs: ['build'], if: 'true', runsOn: 'ubuntu-24.04' },
      ...{ hasEnvironment: true, timeoutMinutes: 5, uses: undefined },
      permissions: { contents: 'read', packages: 'write' },
      permissionReasons: { contents: 'to check out', packages: '' },
      concurrency: { group: 'dev', cancelInProgress: '${{ a }}' },
    });
    expect(build).toMatchObject({ hasEnvironment: false, uses: { comment: 'ours', line: 34 }, steps: [] });
  });

  it('has steps, each with a name to find it by', () => {
    expect(test?.steps).toMatchObject([
      {
        name: 'a/b@c',
        line: 25,
        uses: { reference: 'a/b@c', comment: 'v1.2.3', line: 25 },
        with: { x: 'y' },
      },
      { name: 'look', line: 27, if: 'always()', run: 'npm ci', uses: undefined },
      { name: 'echo', run: 'echo\nnpm test\n' },
    ]);
  });
});

describe('a composite action', () => {
  it('is read as one job of its steps', () => {
    const action = 'name: a\nruns:\n  using: composite\n  steps:\n    - run: npm ci\n';
    expect(parseWorkflow('.github/actions/a/action.yml', action)).toMatchObject({
      ...{ kind: 'action', on: {}, permissions: undefined },
      jobs: [{ id: 'runs', line: 2, steps: [{ name: 'npm ci', line: 5 }] }],
    });
  });
});

describe('what is no workflow', () => {
  it.each([
    ['broken YAML', 'jobs: {', /^this is no workflow: Flow map .* at line 1/],
    ['a list', '- a', /expected record/],
    ['nothing', '', /expected record/],
    ['one without jobs', 'on: push', /at jobs/],
    ['steps that are none', 'on: push\njobs: { a: { steps: 3 } }', /at jobs\.a\.steps/],
  ])('is refused with its reason: %s', (_what, source, message) => {
    expect(thrownBy(() => parseWorkflow('a.yml', source))).toMatchObject({
      ...{ name: 'UserError', where: 'a.yml', message: expect.stringMatching(message) },
    });
  });
});
