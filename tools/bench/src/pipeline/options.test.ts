import { thrownBy } from '@prod-e/testing/fixtures';
import { readOptions } from './options.ts';
import { scenarioNames } from './scenario-names.ts';

it('runs every scenario unless told otherwise', () => {
  expect(readOptions([])).toEqual({ scenarios: scenarioNames, quick: false, warm: false });
});

it('runs some scenarios, in the order that they need', () => {
  expect(readOptions(['--only=rule,docs', '--quick', '--warm'])).toEqual({
    ...{ scenarios: ['docs', 'rule'], quick: true, warm: true },
  });
});

it('runs what is reverted before it is reverted', () => {
  expect(readOptions(['--only=revert']).scenarios).toEqual(['backend', 'revert']);
});

it.each([['--only=backend,weather'], ['--fast']])('refuses %s, and says what there is', (arg) => {
  expect(thrownBy(() => readOptions([arg]))).toMatchObject({
    exit: 2,
    next: expect.stringContaining('--only=nothing,docs'),
  });
});
