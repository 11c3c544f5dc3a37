import { scratchFolder, type Scratch } from '@prod-e/testing/fixtures';
import { npmLock } from './npm-lock.ts';

const locked = { version: '1.2.3', integrity: 'sha512-AAAA', license: 'MIT' };

let workspace: Scratch;
beforeEach(() => {
  workspace = scratchFolder();
});
afterEach(() => {
  workspace.remove();
});

const find = (description: object, entry: object = locked) => {
  workspace.write('package-lock.json', { packages: { '': {}, 'node_modules/a': entry } });
  workspace.write('node_modules/a/package.json', description);
  return npmLock(workspace.folder).find('node_modules/a');
};

describe('npmLock', () => {
  it('joins what is installed with what is locked', () => {
    expect(find({ name: 'a', version: '1.2.3', license: 'ISC' })).toEqual({
      name: 'a',
      version: '1.2.3',
      licence: 'ISC',
      integrity: 'sha512-AAAA',
    });
  });

  it('takes the licence of the lock file where the package has none in npm’s form', () => {
    expect(find({ name: 'a', version: '1.2.3', license: { type: 'BSD' } }).licence).toBe('MIT');
  });

  it('says nothing of a licence or a sum that nobody has written down', () => {
    expect(find({ name: 'a', version: '1.2.3' }, { version: '1.2.3' })).toEqual({
      name: 'a',
      version: '1.2.3',
    });
  });

  it('keeps what the bundle says of each package', () => {
    find({ name: 'a', version: '1.2.3' });
    const bundled = { folder: 'node_modules/a', direct: true, needs: ['node_modules/b'] };
    expect(npmLock(workspace.folder).packages([bundled])).toMatchObject([{ ...bundled, name: 'a' }]);
  });

  it.each([
    ['another version is locked', { ...locked, version: '1.2.4' }, 'a 1.2.3 is installed, locked is 1.2.4'],
    ['it is not locked', undefined, 'a 1.2.3 is installed, locked is none'],
  ])('refuses a package when %s', (_when, entry, message) => {
    workspace.write('package-lock.json', { packages: { ...(entry && { 'node_modules/a': entry }) } });
    workspace.write('node_modules/a/package.json', { name: 'a', version: '1.2.3' });
    expect(() => npmLock(workspace.folder).find('node_modules/a')).toThrow(message);
  });

  it('refuses a package that is not installed', () => {
    workspace.write('package-lock.json', { packages: { 'node_modules/a': locked } });
    expect(() => npmLock(workspace.folder).find('node_modules/a')).toThrow(
      'what npm has installed cannot be read',
    );
  });

  it('refuses a workspace without a lock file', () => {
    expect(() => npmLock(workspace.folder)).toThrow('what npm has installed cannot be read');
  });
});
