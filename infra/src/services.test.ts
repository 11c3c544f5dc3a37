import { join } from 'node:path';
import { scratchFolder, thrownBy, type Scratch } from '@prod-e/testing/fixtures';
import { written } from '../test/services.ts';
import { findServices } from './services.ts';

describe('findServices', () => {
  let workspace: Scratch;
  beforeEach(() => {
    workspace = scratchFolder();
  });
  afterEach(() => {
    workspace.remove();
  });

  it('finds every folder with a definition, sorted, and no other', () => {
    workspace.write('apps/zebra/service.json', written('zebra'));
    workspace.write('apps/ant/service.json', written('ant', { port: 4000 }));
    workspace.write('apps/docs/index.html', '');
    expect(findServices(workspace.folder)).toEqual([
      {
        root: 'apps/ant',
        definition: {
          ...written('ant', { port: 4000 }),
          access: 'private',
          callers: [],
          environment: {},
          secrets: [],
        },
      },
      {
        root: 'apps/zebra',
        definition: { ...written('zebra'), access: 'private', callers: [], environment: {}, secrets: [] },
      },
    ]);
  });

  it('names a malformed definition by its path in the workspace', () => {
    workspace.write('apps/ant/service.json', { ...written('ant'), port: 80 });
    expect(thrownBy(() => findServices(workspace.folder))).toMatchObject({
      message: expect.stringContaining('port:'),
      where: 'apps/ant/service.json',
      next: expect.stringContaining('libs/service-definition'),
      exit: 2,
    });
  });

  it('refuses a service that is not called as its folder', () => {
    workspace.write('apps/ant/service.json', written('bee'));
    expect(thrownBy(() => findServices(workspace.folder))).toMatchObject({
      message: "malformed service definition: name: bee is not the folder's name",
      where: 'apps/ant/service.json',
      exit: 2,
    });
  });

  it('does not hide a fault that is not the definition’s', () => {
    workspace.write('apps/ant/service.json/is-a-folder', '');
    expect(() => findServices(workspace.folder)).toThrow(/EISDIR/);
  });

  it('finds the services of this workspace', () => {
    const names = findServices(join(__dirname, '../..')).map(({ definition }) => definition.name);
    expect(names).toEqual(expect.arrayContaining(['backend', 'prometheus']));
  });
});
