import { infraTargets } from './infra-targets.ts';

describe('the targets of infra', () => {
  const programs = [
    'production',
    {
      input: 'production',
      projects: ['environment', 'errors', 'ledger', 'notifications', 'service-definition'],
    },
    { externalDependencies: ['@cdktf/provider-aws', 'cdktf', 'constructs', 'zod'] },
  ];
  const run = (file: string) => ({
    command: `node --disable-warning=DEP0044 ${file}`,
    cwd: 'infra',
    env: { NODE_COMPILE_CACHE: '../.nx/compile-cache' },
  });
  const configurations = { dev: { environment: 'dev' }, local: { environment: 'local' } };

  it('have a configuration per environment, local unless told otherwise', () => {
    const perEnvironment = { defaultConfiguration: 'local', configurations };
    expect(infraTargets(['dev', 'local'])).toEqual({
      synth: {
        executor: 'nx:run-commands',
        cache: true,
        inputs: [...programs, '{workspaceRoot}/apps/*/service.json'],
        outputs: ['{projectRoot}/dist/{options.environment}'],
        options: { ...run('src/main.ts'), environment: 'local' },
        ...perEnvironment,
      },
      validate: {
        executor: 'nx:run-commands',
        cache: true,
        dependsOn: ['synth'],
        inputs: [
          ...programs,
          { dependentTasksOutputFiles: '**/*.json' },
          { env: 'CI' },
          { runtime: 'cat .prod-e/python/requirements.txt || echo none' },
        ],
        options: { ...run('src/validate/main.ts'), environment: 'local' },
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
      integration: {
        executor: '@prod-e/delivery:integration',
        dependsOn: ['synth'],
        options: { environment: 'local' },
        ...perEnvironment,
      },
      status: { executor: '@prod-e/delivery:status', options: {} },
      bootstrap: { executor: 'nx:run-commands', options: run('src/bootstrap/main.ts') },
      environments: { executor: 'nx:run-commands', options: run('src/compare/main.ts') },
      cost: { executor: 'nx:run-commands', options: run('src/cost/main.ts') },
    });
  });

  it('that change an environment are never cached', () => {
    const { synth, validate, ...others } = infraTargets(['local']);
    expect([synth?.cache, validate?.cache]).toEqual([true, true]);
    expect(Object.values(others).map(({ cache }) => cache)).toEqual(Object.keys(others).map(() => undefined));
  });
});
