import { digest, wantedOf } from '../../test/stacks.ts';
import type { LiveStack } from '../platforms/index.ts';
import { decide } from './decide.ts';

const hash = (character: string): string => character.repeat(16);
const live = (character: string, more: Partial<LiveStack> = {}): LiveStack => ({
  name: 'web',
  stackHash: hash(character),
  inputTag: 'in-1',
  digest: digest(character),
  running: true,
  ...more,
});
const proven = (character: string) => new Map([['web', { stackHash: hash(character) }]]);
const none = new Map<string, never>();

describe('decide', () => {
  it.each([
    ['nothing is live', 'create', '', [], none],
    ['nothing is live, though it once was', 'create', '', [], proven('a')],
    ['the wanted is live and proven', 'unchanged', '', [live('a')], proven('a')],
    ['another image is live', 'update', 'image', [live('b')], proven('b')],
    [
      'the same image is live with another configuration',
      'update',
      'configuration',
      [live('b', { digest: digest('a') })],
      proven('b'),
    ],
    ['the wanted was never proven', 'retry', 'not proven', [live('a')], none],
    ['another was proven last', 'retry', 'not proven', [live('a')], proven('b')],
    ['the wanted has stopped', 'retry', 'not running', [live('a', { running: false })], proven('a')],
    [
      'another image was put there by hand',
      'retry',
      'runs another image than its label says',
      [live('a', { digest: digest('c') })],
      proven('a'),
    ],
    ['another has stopped', 'update', 'image', [live('b', { running: false })], proven('b')],
  ])('when %s: %s %s', (_when, change, reason, liveStacks, provenStacks) => {
    expect(decide([wantedOf('web')], liveStacks, provenStacks)).toMatchObject([
      { name: 'web', change, reason },
    ]);
  });

  it('leaves a foundation alone that is live and proven', () => {
    const foundation = { name: 'foundation', stackHash: hash('a'), running: true };
    const provenFoundation = new Map([['foundation', { stackHash: hash('a') }]]);
    expect(decide([wantedOf('foundation')], [foundation], provenFoundation)).toMatchObject([
      { name: 'foundation', change: 'unchanged' },
    ]);
  });

  it('keeps the order of deployment, and removes what is wanted no more', () => {
    const stacks = [wantedOf('foundation'), wantedOf('web'), wantedOf('api')];
    const old = live('z', { name: 'old' });
    expect(decide(stacks, [old, live('a')], proven('a')).map(({ name, change }) => [name, change])).toEqual([
      ['foundation', 'create'],
      ['web', 'unchanged'],
      ['api', 'create'],
      ['old', 'remove'],
    ]);
  });

  it('tells what it compared', () => {
    const wanted = wantedOf('web');
    const [decision] = decide([wanted], [live('b')], none);
    expect(decision).toEqual({ name: 'web', change: 'update', reason: 'image', wanted, live: live('b') });
  });
});
