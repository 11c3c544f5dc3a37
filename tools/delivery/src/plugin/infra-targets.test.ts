import { infraTargets } from './infra-targets.ts';

describe('the targets of infra', () => {
  const configurations = { dev: { environment: 'dev' }, local: { environment: 'local' } };

  it('have a configuration per environment, local unless told otherwise', () => {
    const perEnvironment = { defaultConfiguration: 'local', configurations };
    expect(infraTargets(['dev', 'local'])).toEqual({
      synth: {
        executor: 'nx:run-commands',
        cache: true,
        inputs: [
          'production',
          { input: 'production', projects: ['environment', 'errors', 'service-definition'] },
          '{workspaceRoot}/apps/*/service.json',
          { externalDependencies: ['cdktf', 'constructs', 'zod'] },
        ],
        outputs: ['{projectRoot}/dist/{options.environment}'],
        options: {
          command: 'node src/main.ts',
          cwd: 'infra',
          env: { NODE_COMPILE_CACHE: '../.nx/compile-cache' },
          environment: 'local',
        },
        ...perEnvironment,
      },
      deploy: {
        executor: '@prod-e/delivery:deploy',
        dependsOn: ['synth', '^containerize'],
        options: { environment: 'local' },
        ...perEnvironment,
      },
      plan: {
        executor: '@prod-e/delivery:plan',
        dependsOn: ['synth'],
        options: { environment: 'local' },
        ...perEnvironment,
      },
      ...Object.fromEntries(
        ['rollback', 'drift', 'destroy'].map((verb) => [
          verb,
          { executor: `@prod-e/delivery:${verb}`, options: { environment: 'local' }, ...perEnvironment },
        ]),
      ),
      status: { executor: '@prod-e/delivery:status', options: {} },
    });
  });

  it('that change an environment are never cached', () => {
    const { synth, ...others } = infraTargets(['local']);
    expect(synth?.cache).toBe(true);
    expect(Object.values(others).map(({ cache }) => cache)).toEqual(Object.keys(others).map(() => undefined));
  });
});
