import { action, checkout, oneJob, oneStep, saidOf } from '../../test/workflows.ts';
import { permissions } from './permissions.ts';

const [top, perJob, forgets] = permissions;

describe('the permissions of a workflow', () => {
  it('are none', () => {
    expect(saidOf(top, oneJob('steps: []', 'permissions: {}'))).toEqual([]);
    expect(saidOf(top, { 'actions/setup/action.yml': action(['run: npm ci']) })).toEqual([]);
  });

  it.each(['', 'permissions: read-all', 'permissions: { contents: read }'])('are refused: "%s"', (line) => {
    expect(saidOf(top, oneJob('steps: []', line))).toEqual([
      'its jobs get permissions that they do not name',
    ]);
  });
});

describe('the permissions of a job', () => {
  it.each([
    'permissions: {}',
    'permissions:\n  contents: read # to check out',
    'permissions:\n  contents: none',
  ])('are named: %j', (lines) => {
    expect(saidOf(perJob, oneJob(lines))).toEqual([]);
  });

  it.each([
    ['steps: []', 'it does not name its permissions'],
    ['permissions: write-all', 'it has write-all'],
    ['permissions:\n  contents: read', 'nothing says why it needs contents: read'],
    ['uses: ./.github/workflows/b.yml', 'it does not name its permissions'],
  ])('are refused: %j', (lines, said) => {
    expect(saidOf(perJob, oneJob(lines))).toEqual([`x: ${said}`]);
  });
});

describe('a checkout', () => {
  it('leaves no credentials behind', () => {
    expect(saidOf(forgets, oneStep(`uses: ${checkout}\nwith: { persist-credentials: false }`))).toEqual([]);
    expect(saidOf(forgets, oneStep('run: npm ci'))).toEqual([]);
  });

  it.each(['', '\nwith: { fetch-depth: 0 }', '\nwith: { persist-credentials: true }'])(
    'is refused where it would: %j',
    (inputs) => {
      expect(saidOf(forgets, oneStep(`name: get\nuses: ${checkout}${inputs}`))).toEqual([
        'x/get: every later step can read the token from .git/config',
      ]);
    },
  );
});
