import { dependsOf, parseControl, sourceOf } from './control.ts';

describe('parseControl', () => {
  it('reads a field per line', () => {
    expect(parseControl('Package: libc6\nVersion: 2.41-12+deb13u5\n')).toEqual({
      Package: 'libc6',
      Version: '2.41-12+deb13u5',
    });
  });

  it('keeps the lines that continue a field', () => {
    expect(parseControl('Description: one\n two\n .\nSection: libs\n')).toEqual({
      Description: 'one\ntwo\n.',
      Section: 'libs',
    });
  });

  it('keeps the colons of a value', () => {
    expect(parseControl('Homepage: http://gcc.gnu.org/')).toEqual({ Homepage: 'http://gcc.gnu.org/' });
  });

  it('passes over what is no field', () => {
    expect(parseControl('\nnothing\n: x\n')).toEqual({});
  });
});

describe('sourceOf', () => {
  it.each([
    ['the package itself where no source is named', {}, 'a', '1'],
    ['the source with the version of the package', { Source: 'src' }, 'src', '1'],
    ['the source with a version of its own', { Source: 'src (1.2-3)' }, 'src', '1.2-3'],
  ])('is %s', (_what, fields, name, version) => {
    expect(sourceOf({ Package: 'a', Version: '1', ...fields })).toEqual({ name, version });
  });
});

describe('dependsOf', () => {
  it('names each package once, with every alternative, without versions', () => {
    expect(
      dependsOf({
        'Pre-Depends': 'awk',
        Depends: 'libc6 (>= 2.38), debconf | debconf-2.0, libstdc++6:any, awk',
      }),
    ).toEqual(['awk', 'debconf', 'debconf-2.0', 'libc6', 'libstdc++6']);
  });

  it('is nothing where nothing is needed', () => {
    expect(dependsOf({})).toEqual([]);
  });
});
