import { thrownBy } from '@prod-e/testing/fixtures';
import { environmentFolder, stackFolder } from './folders.ts';

describe('environmentFolder', () => {
  it('is below .prod-e', () => {
    expect(environmentFolder('/workspace', 'dev-2')).toBe('/workspace/.prod-e/dev-2');
    expect(stackFolder(environmentFolder('/workspace', 'dev'), 'web')).toBe(
      '/workspace/.prod-e/dev/stacks/web',
    );
  });

  it.each(['..', '../dev', '/etc', 'a/b', '', '.', 'dev ', 'dev\n', 'Dev', '-dev', 'dev\0'])(
    'refuses %j, which would lead elsewhere or be no name',
    (name) => {
      expect(thrownBy(() => environmentFolder('/workspace', name))).toMatchObject({
        message: `no environment can be called ${JSON.stringify(name)}`,
        exit: 2,
      });
    },
  );
});
