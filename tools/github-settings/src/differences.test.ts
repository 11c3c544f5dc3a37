import { differences } from './differences.ts';

describe('differences', () => {
  it.each([
    ['nothing of equals', { a: 1, b: { c: [] } }, { b: { c: [] }, a: 1 }, []],
    ['a value', { a: { b: 1 } }, { a: { b: 2 } }, [{ path: 'it.a.b', from: 1, to: 2 }]],
    ['no order of a list', { a: ['x', 'y'] }, { a: ['y', 'x'] }, []],
    ['no order of keys in a list', { a: [{ x: 1, y: 2 }] }, { a: [{ y: 2, x: 1 }] }, []],
    ['a list as a whole', { a: ['x'] }, { a: ['x', 'y'] }, [{ path: 'it.a', from: ['x'], to: ['x', 'y'] }]],
    ['what occurs twice', { a: ['x', 'x'] }, { a: ['x'] }, [{ path: 'it.a', from: ['x', 'x'], to: ['x'] }]],
    ['what is missing', {}, { a: { b: 1 } }, [{ path: 'it.a.b', from: undefined, to: 1 }]],
    ['a missing thing without values', {}, { a: {} }, [{ path: 'it.a', from: undefined, to: {} }]],
    ['what is too much', { a: { b: 1 } }, {}, [{ path: 'it.a', from: { b: 1 }, to: undefined }]],
    ['everything where there is nothing', undefined, { a: 1 }, [{ path: 'it.a', from: undefined, to: 1 }]],
    [
      'a value in the place of others',
      { a: 'any' },
      { a: { b: 1 } },
      [{ path: 'it.a', from: 'any', to: { b: 1 } }],
    ],
    ['null, which is not nothing', { a: null }, { a: {} }, [{ path: 'it.a', from: null, to: {} }]],
  ])('are %s', (_what, from, to, expected) => {
    expect(differences('it', from, to)).toEqual(expected);
  });
});
