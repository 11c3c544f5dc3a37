import { read } from '../../test/workflows.ts';
import { inventory } from './index.ts';

const good = {
  'ci.yml': 'on: [pull_request, merge_group]\njobs: {}\n',
  'deploy.yml': `
on: { push: { branches: [main] } }
jobs:
  test: { steps: [{ run: npx nx affected -t lint typecheck test }] }
  images: { steps: [{ run: npx nx affected -t containerize }] }
  dev: # nx affected -t deploy
    uses: ./.github/workflows/_deploy.yml
`,
  '_deploy.yml': `
on: workflow_call
jobs:
  deploy: { steps: [{ uses: ./.github/actions/deploy }] }
`,
  'actions/deploy/action.yml': 'runs: { steps: [{ run: exec npx nx affected -t deploy --base="$BASE" }] }',
  'rollback.yml': 'on: { workflow_dispatch: { inputs: { environment: {}, release: {} } } }\njobs: {}\n',
  'drift.yml': "on: { schedule: [{ cron: '0 4 * * *' }], workflow_dispatch: }\njobs: {}\n",
  'security.yml': "on: { schedule: [{ cron: '0 4 * * 1' }], pull_request: , push: }\njobs: {}\n",
};

const saidOf = (files: Record<string, string>): string[] =>
  inventory
    .flatMap(({ check }) => check(read(files)))
    .map(({ file, says }) => `${file.replace('.github/workflows/', '')}: ${says}`);

describe('the inventory', () => {
  it('is complete', () => {
    expect(saidOf(good)).toEqual([]);
  });

  it.each(['ci.yml', 'deploy.yml', 'rollback.yml', 'drift.yml', 'security.yml'])(
    'is not without %s',
    (name) => {
      const rest = Object.entries(good).filter(([one]) => one !== name);
      expect(saidOf(Object.fromEntries(rest))).toEqual([`${name}: there is no such workflow`]);
    },
  );

  it.each([
    ['merge_group', { 'ci.yml': 'on: pull_request\njobs: {}' }, 'ci.yml: merge_group does not start it'],
    [
      'a release to go back to',
      { 'rollback.yml': good['rollback.yml'].replace(', release: {}', '') },
      'rollback.yml: nobody is asked for release',
    ],
    [
      'the branch',
      { 'deploy.yml': good['deploy.yml'].replace('branches: [main]', '') },
      'deploy.yml: a push to any branch starts it',
    ],
    [
      'the words by which Nx selects, for its reader',
      { 'deploy.yml': good['deploy.yml'].replace('# nx affected -t deploy', '') },
      'deploy.yml: it does not say nx affected -t deploy',
    ],
    [
      'a step that selects so',
      { 'actions/deploy/action.yml': 'runs: { steps: [{ run: npx nx run infra:deploy }] }' },
      'deploy.yml: nothing runs nx affected -t deploy',
    ],
  ])('misses %s', (_what, change: Record<string, string>, said) => {
    expect(saidOf({ ...good, ...change })).toEqual([said]);
  });
});
