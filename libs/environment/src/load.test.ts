import { join } from 'node:path';
import { scratchFolder, type Scratch } from '@prod-e/testing/fixtures';
import { environmentNames, loadEnvironment } from './load.ts';

describe('loadEnvironment', () => {
  let scratch: Scratch;
  beforeEach(() => {
    scratch = scratchFolder();
  });
  afterEach(() => {
    scratch.remove();
  });

  const write = (name: string, values: object): void => {
    scratch.write(`${name}.ts`, `export default ${JSON.stringify(values)};`);
  };

  it('loads a file by its name, with what it leaves out filled in', async () => {
    write('lab', { platform: 'local', name: 'lab', ports: { backend: 3100 } });
    expect(await loadEnvironment('lab', scratch.folder)).toMatchObject({
      platform: 'local',
      name: 'lab',
      address: '127.0.0.1',
      ports: { backend: 3100 },
      registry: { kind: 'engine' },
    });
  });

  it('names the environments that there are when asked for another', async () => {
    write('lab', {});
    write('demo', {});
    await expect(loadEnvironment('prdo', scratch.folder)).rejects.toMatchObject({
      message: 'unknown environment "prdo"',
      where: 'infra/src/environments',
      next: 'choose one of: demo, lab; or add prdo.ts there',
      exit: 2,
    });
  });

  it.each(['../lab', 'sub/lab', '', 'lab.ts'])('does not look for %j outside of the folder', async (name) => {
    write('lab', { platform: 'local', name: 'lab' });
    scratch.write('sub/lab.ts', 'throw new Error("was loaded")');
    await expect(loadEnvironment(name, join(scratch.folder))).rejects.toThrow('unknown environment');
  });

  it('lists every invalid value with its path, and the file', async () => {
    write('lab', { platform: 'local', name: 'lab', ports: { backend: 70_000 }, address: 'here' });
    await expect(loadEnvironment('lab', scratch.folder)).rejects.toMatchObject({
      message: expect.stringMatching(/^invalid environment: address: .*; ports\.backend: /),
      where: 'infra/src/environments/lab.ts',
      exit: 2,
    });
  });

  it('refuses a file that exports nothing', async () => {
    scratch.write('lab.ts', 'export {};');
    await expect(loadEnvironment('lab', scratch.folder)).rejects.toMatchObject({ exit: 2 });
  });

  it('refuses a name that is not the file’s, since state and labels go by it', async () => {
    write('lab', { platform: 'local', name: 'prod' });
    await expect(loadEnvironment('lab', scratch.folder)).rejects.toMatchObject({
      message: 'invalid environment: name: must be "lab", as the file is called',
      where: 'infra/src/environments/lab.ts',
      exit: 2,
    });
  });
});

describe('environmentNames', () => {
  it('are none where there is no folder', () => {
    expect(environmentNames('/nowhere/at/all')).toEqual([]);
  });
});
