import type { StackRecord } from '@prod-e/ledger';
import { digest, hash, liveOf, proofOf, wantedOf } from '../../test/stacks.ts';
import { fingerprint, type LiveStack } from '../platforms/index.ts';
import { decide, mustReplace } from './decide.ts';

const live = (character: string, more: Partial<LiveStack> = {}): LiveStack => liveOf('web', character, more);
const proven = (character: string, settings = {}): StackRecord => ({
  attempt: { deploymentId: 'd-1', stackHash: hash(character) },
  proof: proofOf('web', character, settings),
});
const attempted = (character: string, record: StackRecord = {}): StackRecord => ({
  ...record,
  attempt: { deploymentId: 'd-2', stackHash: hash(character) },
});
const nothing: StackRecord = {};
const settings = { memory: '64', 'environment.LOG_LEVEL': 'info' };

describe('decide', () => {
  it.each<[string, string, string, LiveStack[], StackRecord]>([
    ['nothing is live, nor ever was', 'create', '', [], nothing],
    ['nothing is live that once was proven', 'drifted', 'gone', [], proven('a')],
    ['nothing is live, and the last attempt failed', 'retry', 'the last attempt failed', [], attempted('a')],
    ['the wanted is live and proven', 'unchanged', '', [live('a')], proven('a')],
    [
      'another image is live',
      'update',
      'image',
      [live('b', { stackHash: hash('a').slice(12) + hash('b').slice(12) })],
      proven('b'),
    ],
    ['another image and configuration are live', 'update', 'image, configuration', [live('b')], proven('b')],
    [
      'the same image is live with another configuration',
      'update',
      'configuration',
      [live('a', { stackHash: hash('b').slice(12) + hash('a').slice(12) })],
      proven('b'),
    ],
    [
      'the live hash is of an earlier version of this program',
      'update',
      'configuration',
      [live('a', { stackHash: 'a' })],
      nothing,
    ],
    ['the wanted was never proven', 'retry', 'not proven', [live('a')], attempted('a')],
    [
      'the wanted was proven on another machine, of which nothing is known',
      'retry',
      'not proven',
      [live('a')],
      nothing,
    ],
    ['another was proven last', 'retry', 'not proven', [live('a')], attempted('a', proven('b'))],
    [
      'the wanted failed, and another was put back',
      'retry',
      'the last attempt failed',
      [live('b')],
      attempted('a', proven('b')),
    ],
    [
      'the wanted is live and proven, and another was attempted since, whose end nobody knows',
      'retry',
      'an attempt at another release never ended',
      [live('a')],
      attempted('b', proven('a')),
    ],
    [
      'the wanted is live, and was put back and proven by the deployment that had attempted another',
      'unchanged',
      '',
      [live('a')],
      { attempt: { deploymentId: 'd-1', stackHash: hash('b') }, proof: proofOf('web', 'a') },
    ],
    ['the wanted never ran', 'retry', 'not running', [live('a', { running: false })], attempted('a')],
    [
      'its rollout was rolled back',
      'retry',
      'circuit breaker',
      [live('a', { failed: 'circuit breaker', digest: digest('b') })],
      attempted('a'),
    ],
    [
      'another image than its label says runs',
      'retry',
      'runs another image than its label says',
      [live('a', { digest: digest('c') })],
      attempted('a'),
    ],
    ['the proven has stopped', 'drifted', 'not running', [live('a', { running: false })], proven('a')],
    [
      'another image was put there by hand',
      'drifted',
      'runs another image',
      [live('a', { digest: digest('c') })],
      proven('a'),
    ],
    [
      'its label was changed by hand',
      'drifted',
      'carries another stack hash',
      [live('a', { stackHash: 'x' })],
      proven('a'),
    ],
    [
      'its settings were changed by hand',
      'drifted',
      'environment.DEBUG, memory',
      [live('a', { settings: { ...settings, memory: '128', 'environment.DEBUG': '1' } })],
      proven('a', fingerprint(settings, [])),
    ],
    [
      'its settings are what they were',
      'unchanged',
      '',
      [live('a', { settings })],
      proven('a', fingerprint(settings, [])),
    ],
  ])('when %s: %s %s', (_when, change, reason, liveStacks, record) => {
    expect(decide([wantedOf('web')], liveStacks, new Map([['web', record]]))).toMatchObject([
      { name: 'web', change, reason },
    ]);
  });

  it('tells a foundation’s difference by another name', () => {
    const old = liveOf('foundation', 'b');
    expect(decide([wantedOf('foundation')], [old], new Map())).toMatchObject([
      { change: 'update', reason: 'infrastructure' },
    ]);
  });

  it('says which image is yet to be built', () => {
    const wanted = wantedOf('web');
    const planned = { ...wanted, image: { tag: 'in-new', digest: '' } };
    expect(decide([planned], [live('b')], new Map())).toMatchObject([
      { reason: 'image (to be built), configuration' },
    ]);
  });

  it('keeps the order of deployment, and removes what is wanted no more', () => {
    const stacks = [wantedOf('foundation'), wantedOf('web'), wantedOf('api')];
    const decisions = decide(
      stacks,
      [live('z', { name: 'old' }), live('a')],
      new Map([['web', proven('a')]]),
    );
    expect(decisions.map(({ name, change }) => [name, change])).toEqual([
      ['foundation', 'create'],
      ['web', 'unchanged'],
      ['api', 'create'],
      ['old', 'remove'],
    ]);
  });

  it('tells what it compared', () => {
    const wanted = wantedOf('web');
    const [decision] = decide([wanted], [live('b')], new Map());
    expect(decision).toEqual({
      ...{ name: 'web', change: 'update', reason: 'image, configuration' },
      ...{ wanted, live: live('b') },
    });
  });
});

describe('what Terraform could know nothing of', () => {
  it.each<[string, LiveStack[], StackRecord, boolean]>([
    ['was removed', [], proven('a'), true],
    ['was stopped', [live('a', { running: false })], proven('a'), true],
    ['runs another image', [live('a', { digest: digest('b') })], proven('a'), true],
    ['has other settings', [live('a', { settings })], proven('a'), true],
    ['was only not proven', [live('a')], nothing, false],
  ])('%s', (_what, liveStacks, record, expected) => {
    const [decision] = decide([wantedOf('web')], liveStacks, new Map([['web', record]]));
    expect(decision && mustReplace(decision)).toBe(expected);
  });
});
