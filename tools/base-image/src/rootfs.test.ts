import { join } from 'node:path';
import { fakePrograms } from '../test/fake-programs.ts';
import { buildRootfs, LockedVersionsGone } from './rootfs.ts';

const fails = async (mmdebstrap: string): Promise<unknown> => {
  // Where the tests are not run by root, sudo would come before the fake.
  const fakes = fakePrograms({ mmdebstrap, sudo: 'exit 1' });
  try {
    return await buildRootfs({
      architecture: 'amd64',
      packages: { libc6: { version: '2.41-1', sha256: 'a' } },
      tarFile: join(fakes.folder, 'rootfs.tar'),
    }).catch((error: unknown) => error);
  } finally {
    fakes.remove();
  }
};

describe('buildRootfs', () => {
  it('names the versions that the mirror no longer has, and what to run', async () => {
    const error = await fails('echo "base-image: gone libc6 2.41-1 2.41-2" >&2; exit 25');
    expect(error).toBeInstanceOf(LockedVersionsGone);
    expect(error).toMatchObject({
      message: 'Debian no longer offers libc6 2.41-1 (offered: 2.41-2)',
      next: 'npx nx run base-image:refresh',
    });
  });

  it('refuses a package whose bytes are not those that were locked', async () => {
    const error = await fails('echo "base-image: altered libc6 2.41-1" >&2; exit 25');
    expect(error).toMatchObject({
      message: 'the package libc6 2.41-1 is not the one that was locked: its sha256 differs',
    });
    expect(error).not.toBeInstanceOf(LockedVersionsGone);
  });

  it('repeats what mmdebstrap says of itself', async () => {
    const error = await fails('echo "E: apt-get update failed" >&2; exit 25');
    expect(error).toMatchObject({ message: 'mmdebstrap failed (exit 25): E: apt-get update failed' });
  });
});
