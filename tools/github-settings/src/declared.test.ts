import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { thrownBy } from '@prod-e/testing/fixtures';
import { parse } from 'yaml';
import { allowedActions, declare, requiredCheck, type Facts } from './declared.ts';

const root = join(__dirname, '../../..');
const facts: Facts = {
  ...{ isPublic: true, isOrganization: true, subject: 'classic', reviewers: {} },
  bought: { enterprise: false, secretProtection: false, codeSecurity: false },
};

describe('what is declared', () => {
  it('leaves nothing out for a public repository of an organization', () => {
    expect(declare(facts).leftOut).toEqual([]);
  });

  it('leaves only what needs the public out where everything was bought', () => {
    const bought = { enterprise: true, secretProtection: true, codeSecurity: true };
    expect(declare({ ...facts, isPublic: false, bought }).leftOut).toEqual([
      'private vulnerability reporting: takes a public repository',
    ]);
  });

  it.each(['classic', 'immutable'] as const)(
    'names the repository to AWS in the %s form of the settings',
    (subject) => {
      expect(declare({ ...facts, subject }).state.oidc_subject).toEqual({
        ...{ use_default: true, use_immutable_subject: subject === 'immutable' },
      });
    },
  );

  it('lets nobody approve what they started, once somebody approves', () => {
    const { environments } = declare({ ...facts, reviewers: { dev: [], prod: ['Ann'] } }).state;
    expect(environments['dev']?.approval).toMatchObject({ reviewers: [], prevent_self_review: false });
    expect(environments['prod']?.approval).toMatchObject({ reviewers: ['ann'], prevent_self_review: true });
  });

  it.each([
    [
      'a reviewer who is no name',
      ['Ann Example'],
      /^invalid settings of GitHub: environments\.prod\.approval\.reviewers\.0: must be a user’s name/,
    ],
    [
      'more reviewers than GitHub takes',
      ['a', 'b', 'c', 'd', 'e', 'f', 'g'],
      /environments\.prod\.approval\.reviewers: GitHub takes six at most$/,
    ],
  ])('is refused with %s', (_what, reviewers, message) => {
    expect(thrownBy(() => declare({ ...facts, reviewers: { prod: reviewers } }))).toMatchObject({
      message: expect.stringMatching(message),
      exit: 2,
    });
  });
});

describe('the workflows', () => {
  const files = globSync('.github/{workflows,actions/*}/*.yml', { cwd: root });
  const used = files.flatMap((file) =>
    [...readFileSync(join(root, file), 'utf8').matchAll(/^ *(?:- )?uses: *['"]?([^\s'"#]+)/gm)].map(
      ([, action = '']) => action,
    ),
  );
  const ofOthers = used.filter((action) => !/^(\.\/|actions\/|github\/)/.test(action));
  const ci = parse(readFileSync(join(root, '.github/workflows/ci.yml'), 'utf8')) as {
    on: Record<string, unknown>;
    jobs: Record<string, { name?: string; needs?: string[] }>;
  };

  it('use no action that may not run', () => {
    const names = allowedActions.map((pattern) => pattern.replace('@*', '@'));
    expect(ofOthers).not.toEqual([]);
    expect(ofOthers.filter((action) => !names.some((name) => action.startsWith(name)))).toEqual([]);
  });

  it('use every action that may run', () => {
    expect(
      allowedActions.filter(
        (pattern) => !ofOthers.some((action) => action.startsWith(pattern.replace('*', ''))),
      ),
    ).toEqual([]);
  });

  it('have the required check, which waits for every other job of ci.yml', () => {
    const nameOf = (id: string) => ci.jobs[id]?.name ?? id;
    const [last = '', ...doubles] = Object.keys(ci.jobs).filter((id) => nameOf(id) === requiredCheck);
    expect(doubles).toEqual([]);
    expect([...(ci.jobs[last]?.needs ?? []), last].sort()).toEqual(Object.keys(ci.jobs).sort());
  });

  it('run for the merge queue, which would wait for them in vain', () => {
    expect(ci.on).toHaveProperty('merge_group');
  });
});
