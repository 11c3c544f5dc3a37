import { action, oneJob, oneStep, saidOf, sha } from '../../test/workflows.ts';
import { credentials } from './credentials.ts';

const [secrets, longLived, roles] = credentials;
const hook = '${{ secrets.HOOK }}';

describe('a secret', () => {
  it.each([
    [
      'a job with an environment',
      oneJob(`environment: dev\nsteps:\n  - env: { HOOK: "${hook}" }\n    run: npm ci`),
    ],
    ['no job', oneStep('run: npm ci\nenv: { TOKEN: "${{ github.token }}" }')],
  ])('may be read in %s', (_where, workflow) => {
    expect(saidOf(secrets, workflow)).toEqual([]);
  });

  it.each([
    [
      'a job without an environment',
      oneStep(`run: npm ci\nenv: { HOOK: "${hook}" }`),
      'without an environment',
    ],
    ['all of them', oneStep('run: npm ci\nenv: { ALL: "${{ toJSON(secrets) }}" }'), 'without an environment'],
    ['the whole workflow', oneJob('steps: []', `env: { HOOK: "${hook}" }`), 'every job of it can read'],
    [
      'a workflow of others',
      oneJob('uses: a/b/.github/workflows/c.yml@main\nsecrets: inherit'),
      'without an env',
    ],
  ])('may not be read in %s', (_where, workflow, said) => {
    expect(saidOf(secrets, workflow)).toEqual([expect.stringContaining(said)]);
  });

  it('may be handed to a workflow of this workspace, whose jobs are held to the same', () => {
    const caller = oneJob('uses: ./.github/workflows/b.yml\nsecrets: inherit');
    const guarded = oneJob(`environment: dev\nsteps:\n  - env: { HOOK: "${hook}" }\n    run: npm ci`);
    expect(saidOf(secrets, { 'a.yml': caller, 'b.yml': guarded })).toEqual([]);
    expect(
      saidOf(secrets, { 'a.yml': caller, 'b.yml': guarded.replace('environment: dev', '') }),
    ).toHaveLength(1);
  });
});

describe('a long-lived key', () => {
  it.each(['aws-access-key-id', 'AWS_SECRET_ACCESS_KEY', 'AWS_SESSION_TOKEN'])('is not named: %s', (key) => {
    expect(saidOf(longLived, oneStep(`run: npm ci\nenv: { ${key}: x }`))).toEqual([`it names ${key}`]);
    expect(saidOf(longLived, oneStep('run: npm ci'))).toEqual([]);
  });
});

describe('AWS', () => {
  const login = (inputs: string): string =>
    `uses: aws-actions/configure-aws-credentials@${sha} # v4.0.0\nwith: { ${inputs} }`;
  const withToken = 'permissions:\n  id-token: write # for AWS\nsteps:';
  const role = login('role-to-assume: r').replace('\n', '\n    ');

  it('is entered by a role, with a token', () => {
    expect(saidOf(roles, oneJob(`${withToken}\n  - ${role}`))).toEqual([]);
  });

  it('is not entered without a role', () => {
    expect(saidOf(roles, { 'actions/login/action.yml': action([login('aws-region: eu')]) })).toEqual([
      expect.stringContaining('it names no role'),
    ]);
  });

  it.each([
    ['a job', { 'a.yml': oneStep(login('role-to-assume: r')) }],
    [
      'the action that a job uses',
      {
        'a.yml': oneStep('uses: ./.github/actions/login'),
        'actions/login/action.yml': action([login('role-to-assume: r')]),
      },
    ],
  ])('is not entered by %s without a token', (_who, files) => {
    expect(saidOf(roles, files as Record<string, string>)).toEqual([
      'x: AWS will not know it: it gets no token',
    ]);
  });
});
