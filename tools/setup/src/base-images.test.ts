import { LockedVersionsGone } from '@prod-e/base-image';
import { fakeMachine } from '../test/fake-machine.ts';
import { ensureBaseImages } from './base-images.ts';

const image = { reference: 'prod-e/base-node:in-1', id: 'sha256:1' };

describe('ensureBaseImages', () => {
  it('makes every base, and leaves the lock alone', async () => {
    const machine = fakeMachine();
    const made: string[] = [];
    await ensureBaseImages(machine, {
      ensure: (base, options) => {
        made.push(base);
        options?.log?.('built');
        return Promise.resolve(image);
      },
      refresh: () => Promise.reject(new Error('must not be refreshed')),
    });
    expect(made).toEqual(['node', 'prometheus']);
    expect(machine.said).toEqual(['set-up: built', 'set-up: built']);
  });

  it('brings the lock up to date when Debian no longer offers its versions, and says to commit it', async () => {
    const machine = fakeMachine();
    let refreshed = false;
    await ensureBaseImages(machine, {
      ensure: () =>
        refreshed
          ? Promise.resolve(image)
          : Promise.reject(new LockedVersionsGone('Debian no longer offers libc6 1 (offered: 2)')),
      refresh: () => {
        refreshed = true;
        return Promise.resolve([]);
      },
    });
    expect(machine.said).toEqual([
      'set-up: Debian no longer offers libc6 1 (offered: 2): tools/base-image/packages.lock.json changed and should be committed',
    ]);
  });

  it('does not touch the lock for any other reason', async () => {
    const made = ensureBaseImages(fakeMachine(), {
      ensure: () => Promise.reject(new Error('no network')),
      refresh: () => Promise.reject(new Error('must not be refreshed')),
    });
    await expect(made).rejects.toThrow('no network');
  });
});
