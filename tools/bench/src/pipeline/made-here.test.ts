import { madeHere } from './made-here.ts';

const listed = [
  '.nx/',
  'apps/backend/dist/',
  'apps/backend/node_modules/',
  'node_modules/',
  '.prod-e/',
  '',
].join('\n');

it('is whatever git ignores, but for what stays, wherever it is', () => {
  expect(madeHere(listed, ['node_modules', '.prod-e'])).toEqual(['.nx/', 'apps/backend/dist/']);
});

it('keeps what Nx has cached, where that is asked for', () => {
  expect(madeHere(listed, ['node_modules', '.prod-e', '.nx'])).toEqual(['apps/backend/dist/']);
});

it('is nothing in a fresh checkout', () => {
  expect(madeHere('', [])).toEqual([]);
});
