import { UserError } from '@prod-e/errors';
import { throughRestart } from './through-restart.ts';

const away = () => Promise.reject(new UserError('no Docker engine is running'));

describe('what is asked of an engine that is started again', () => {
  it('is asked until it is back', async () => {
    let asked = 0;
    expect(await throughRestart(() => (++asked < 3 ? away() : Promise.resolve('there')))).toBe('there');
    expect(asked).toBe(3);
  });

  it('fails as it is when the engine stays away', async () => {
    await expect(throughRestart(away, 300)).rejects.toThrow('no Docker engine is running');
  });

  it('is not asked again for any other failure', async () => {
    let asked = 0;
    const fail = () => {
      asked += 1;
      return Promise.reject(new UserError('docker container failed: no'));
    };
    await expect(throughRestart(fail)).rejects.toThrow('docker container failed: no');
    expect(asked).toBe(1);
  });
});
