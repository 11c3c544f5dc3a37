import { scratchFolder, type Scratch } from '@prod-e/testing/fixtures';
import { createNodes, createNodesV2 } from '../index.ts';
import { infraTargets } from './infra-targets.ts';
import { serviceTargets } from './service-targets.ts';

describe('createNodes', () => {
  let workspace: Scratch;
  beforeEach(() => {
    workspace = scratchFolder();
  });
  afterEach(() => {
    workspace.remove();
  });

  const infer = (files: string[]) =>
    createNodes[1](files, undefined, { workspaceRoot: workspace.folder, nxJsonConfiguration: {} });
  const service = (name: string, definition: unknown): string => {
    workspace.write(`apps/${name}/service.json`, definition);
    return `apps/${name}/service.json`;
  };

  it('looks at definitions and environments, and at nothing else', () => {
    expect(createNodes[0]).toBe('{apps/*/service.json,infra/src/environments/*.ts}');
    expect(createNodesV2).toBe(createNodes);
  });

  it('makes a project of each service, and infra of the environments, depending on all services', async () => {
    const files = [
      'infra/src/environments/local.ts',
      service('web', { base: 'node' }),
      'infra/src/environments/dev.ts',
      service('prom', { base: 'prometheus' }),
    ];
    expect(await infer(files)).toEqual([
      [
        'apps/prom/service.json',
        {
          projects: {
            'apps/prom': { root: 'apps/prom', targets: serviceTargets('apps/prom', 'prometheus') },
          },
        },
      ],
      [
        'apps/web/service.json',
        { projects: { 'apps/web': { root: 'apps/web', targets: serviceTargets('apps/web', 'node') } } },
      ],
      [
        'infra/src/environments/dev.ts',
        {
          projects: {
            infra: {
              root: 'infra',
              implicitDependencies: ['prom', 'web'],
              targets: infraTargets(['dev', 'local']),
            },
          },
        },
      ],
    ]);
  });

  it('is the same whatever order the files come in', async () => {
    const files = [
      service('web', { base: 'node' }),
      service('api', { base: 'node' }),
      'infra/src/environments/b.ts',
      'infra/src/environments/a.ts',
    ];
    expect(await infer([...files].reverse())).toEqual(await infer(files));
  });

  it.each([
    ['half of a definition', '{"base":'],
    ['an unknown base', { base: 'moon' }],
    ['no base', {}],
    ['null', null],
  ])('keeps every Nx command going over %s: synth says what is wrong with it', async (_what, definition) => {
    const files = [service('web', definition), service('api', { base: 'node' })];
    expect(await infer(files)).toEqual([
      ['apps/api/service.json', expect.objectContaining({ projects: expect.anything() })],
      ['apps/web/service.json', { projects: { 'apps/web': { root: 'apps/web' } } }],
    ]);
  });

  it('makes nothing of nothing', async () => {
    expect(await infer([])).toEqual([]);
  });
});
