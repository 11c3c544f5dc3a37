import { thrownBy } from '@prod-e/testing/fixtures';
import { parseSettings, placeholders, settings, sharedRegistry } from './settings.ts';

const filledIn = {
  github: { owner: 'acme', repository: 'shop', ownerId: 7, repositoryId: 42, subject: 'immutable' },
  registry: { account: '111111111111', region: 'eu-west-1' },
};

describe('the settings', () => {
  it('tell what is still to be filled in', () => {
    const open = placeholders(
      parseSettings({
        github: { ...filledIn.github, owner: 'your-organization', ownerId: 0, repositoryId: 0 },
        registry: { ...filledIn.registry, account: '000000000000' },
      }),
    );
    expect(open.map(({ path }) => path)).toEqual([
      'github.owner',
      'github.ownerId',
      'github.repositoryId',
      'registry.account',
    ]);
    for (const { fillIn } of open) expect(fillIn).not.toBe('');
  });

  it('want nothing more once they are filled in', () => {
    expect(placeholders(parseSettings(filledIn))).toEqual([]);
  });

  it('want ids only where the subjects of tokens have them', () => {
    const github = { ...filledIn.github, ownerId: 0, repositoryId: 0 };
    const open = (subject: string) =>
      placeholders(parseSettings({ ...filledIn, github: { ...github, subject } })).map(({ path }) => path);
    expect(open('immutable')).toEqual(['github.ownerId', 'github.repositoryId']);
    expect(open('classic')).toEqual([]);
  });

  it('say where an id is found', () => {
    const github = { ...filledIn.github, repositoryId: 0 };
    expect(placeholders(parseSettings({ ...filledIn, github }))).toEqual([
      { path: 'github.repositoryId', fillIn: 'its id, by: gh api repos/acme/shop --jq .id' },
    ]);
  });

  it.each([
    [
      'an owner that is a path',
      { ...filledIn, github: { ...filledIn.github, owner: 'acme/shop' } },
      'github.owner: must be',
    ],
    [
      'an account that is none',
      { ...filledIn, registry: { account: '1', region: 'eu-west-1' } },
      'registry.account: must be twelve digits',
    ],
    ['a field that is not known', { ...filledIn, colour: 'red' }, 'colour'],
    [
      'the immutable form without ids',
      { ...filledIn, github: { owner: 'acme', repository: 'shop', subject: 'immutable' } },
      'github.subject: the immutable form needs ownerId and repositoryId',
    ],
  ])('refuse %s', (_what, input, message) => {
    expect(thrownBy(() => parseSettings(input))).toMatchObject({
      message: expect.stringContaining(message),
      where: 'infra/src/settings.ts',
      exit: 2,
    });
  });

  it('name the registry as an environment does', () => {
    expect(sharedRegistry).toEqual({ kind: 'ecr', ...pick(settings.registry) });
  });
});

const pick = ({ account, region }: { account: string; region: string }) => ({ account, region });
