import { join } from 'node:path';
import { environmentNames, environmentsFolder, loadEnvironment } from '@prod-e/environment';

describe('the environments of this workspace', () => {
  const folder = join(__dirname, '../..', environmentsFolder);

  it.each(environmentNames(folder))('%s is valid', async (name) => {
    expect(await loadEnvironment(name, folder)).toMatchObject({ name });
  });

  it('publish nothing beyond this machine by default', async () => {
    expect(await loadEnvironment('local', folder)).toMatchObject({ address: '127.0.0.1' });
  });
});
