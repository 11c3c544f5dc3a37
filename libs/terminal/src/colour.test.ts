import { painter } from './colour.ts';

describe('painter', () => {
  it.each([
    ['on a terminal', {}, true, true],
    ['in a file', {}, false, false],
    ['behind Nx’s pipe, with a terminal at its end', { FORCE_COLOR: '1' }, false, true],
    ['in CI', { CI: 'true' }, true, false],
    ['in CI that asks for it', { CI: 'true', FORCE_COLOR: '1' }, false, false],
    ['where NO_COLOR asks for none', { NO_COLOR: '1', FORCE_COLOR: '1' }, true, false],
    ['where NO_COLOR is empty, which is no wish', { NO_COLOR: '' }, true, true],
  ])('%s', (_where, env, isTerminal, coloured) => {
    expect(painter(env, isTerminal)('green', 'done')).toBe(coloured ? '\u001B[32mdone\u001B[39m' : 'done');
  });
});
