import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { fakePrograms } from '../test/fake-programs.ts';
import { readLock } from './lock.ts';
import { refresh } from './refresh.ts';

const offering = (version: string): string =>
  `for name in $BASE_NAMES; do echo "base-image: offers $name ${version} sum" >&2; done`;

const withMmdebstrap = async <T>(script: string, test: (lockFile: string) => Promise<T>): Promise<T> => {
  const fakes = fakePrograms({ mmdebstrap: script, sudo: 'exit 1' });
  try {
    return await test(join(fakes.folder, 'lock.json'));
  } finally {
    fakes.remove();
  }
};

describe('refresh', () => {
  it('locks what is offered, then finds nothing to do', async () => {
    await withMmdebstrap(offering('1.0-1'), async (file) => {
      expect((await refresh({ file })).length).toBeGreaterThan(0);
      expect(readLock(file).node.arm64['libc6']).toEqual({ version: '1.0-1', sha256: 'sum' });
      expect(await refresh({ file })).toEqual([]);
    });
  });

  it('only reports when asked to check', async () => {
    await withMmdebstrap(offering('1.0-1'), async (file) => {
      expect((await refresh({ file, check: true })).length).toBeGreaterThan(0);
      expect(existsSync(file)).toBe(false);
    });
  });

  it('names a package that the suite does not have', async () => {
    await withMmdebstrap('echo "base-image: offers base-files  " >&2', async (file) => {
      await expect(refresh({ file })).rejects.toThrow('Debian trixie offers no package base-files');
    });
  });

  it('repeats what mmdebstrap says of itself', async () => {
    await withMmdebstrap('echo "E: no network" >&2; exit 2', async (file) => {
      await expect(refresh({ file })).rejects.toThrow('mmdebstrap failed (exit 2): E: no network');
    });
  });
});
