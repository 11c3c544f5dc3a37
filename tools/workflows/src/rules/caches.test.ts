import { action, indent, oneJob, saidOf, sha } from '../../test/workflows.ts';
import { caches } from './caches.ts';

const [nonePublished, actionsAsk] = caches;

const job = (permission: string, step: string): string =>
  oneJob(`permissions: { ${permission} }\nsteps:\n  - ${indent(step, 4).trim()}`);
const publishing = (step: string): string => job('id-token: write', step);
const node = (inputs: string): string => `uses: actions/setup-node@${sha} # v4.1.0\nwith: { ${inputs} }`;
const setup = (cache?: string): string =>
  `uses: ./.github/actions/setup${cache === undefined ? '' : `\nwith: { cache: ${cache} }`}`;
const withDefault = (value: string): string =>
  action([node('cache: "${{ inputs.cache }}"')], `name: setup\ninputs: { cache: { default: ${value} } }`);

describe('a job that publishes', () => {
  it.each([
    ['no cache', node('node-version: 24')],
    ['a cache that is switched off', node("cache: ''")],
    ['an action that is told not to', setup("'false'")],
    ['an action that does not unless it is told', setup()],
  ])('may have %s', (_what, step) => {
    const files = { 'a.yml': publishing(step), 'actions/setup/action.yml': withDefault("'false'") };
    expect(saidOf(nonePublished, files)).toEqual([]);
  });

  it.each([
    ['actions/cache', `uses: actions/cache@${sha} # v4.2.0\nwith: { path: x, key: x }`],
    ['its half that restores', `uses: actions/cache/restore@${sha} # v4.2.0`],
    ['the cache of another action', node('cache: npm')],
    ['a cache by an expression', node('cache: "${{ github.ref }}"')],
    ['an action that caches by itself', `uses: actions/setup-go@${sha} # v5.3.0`],
    ['an action of ours that is told to', setup("'true'")],
    ['an action of ours that does so by default', setup()],
  ])('may not restore %s', (_what, step) => {
    const files = { 'a.yml': publishing(step), 'actions/setup/action.yml': withDefault("'true'") };
    expect(saidOf(nonePublished, files)).toEqual([
      expect.stringContaining('restores a cache in a job that publishes'),
    ]);
  });

  it('is one that may write packages, or everything', () => {
    expect(saidOf(nonePublished, job('packages: write', node('cache: npm')))).toHaveLength(1);
    expect(
      saidOf(
        nonePublished,
        oneJob(`permissions: write-all\nsteps:\n  - ${indent(node('cache: npm'), 4).trim()}`),
      ),
    ).toHaveLength(1);
    expect(saidOf(nonePublished, job('contents: read', node('cache: npm')))).toEqual([]);
  });
});

describe('an action of ours', () => {
  it.each([
    ['hands its input on', node('cache: "${{ inputs.cache }}"'), 0],
    ['asks its input first', `uses: actions/cache@${sha} # v4.2.0\nif: inputs.cache == 'true'`, 0],
    ['restores a cache for everyone', node('cache: npm'), 1],
  ])('that %s', (_what, step, problems) => {
    expect(saidOf(actionsAsk, { 'actions/setup/action.yml': action([step]) })).toHaveLength(problems);
  });

  it('is nothing to workflows', () => {
    expect(saidOf(actionsAsk, publishing(node('cache: npm')))).toEqual([]);
  });
});
