import type { TargetConfiguration } from '@nx/devkit';
import { defaultEnvironment } from '../workspace/environment-name.ts';

/**
 * The targets of infra, each with a configuration per environment.
 *
 * @param environments their names, sorted
 */
export function infraTargets(environments: string[]): Record<string, TargetConfiguration> {
  const perEnvironment = {
    defaultConfiguration: defaultEnvironment,
    configurations: Object.fromEntries(environments.map((environment) => [environment, { environment }])),
  };
  return {
    synth: {
      executor: 'nx:run-commands',
      cache: true,
      // Only what synthesis reads: a changed service is deployed without a new synthesis.
      inputs: [...infraInputs, '{workspaceRoot}/apps/*/service.json'],
      outputs: ['{projectRoot}/dist/{options.environment}'],
      options: { ...program('src/main.ts'), environment: defaultEnvironment },
      ...perEnvironment,
    },
    validate: {
      executor: 'nx:run-commands',
      cache: true,
      dependsOn: ['synth'],
      inputs: [
        ...infraInputs,
        { dependentTasksOutputFiles: '**/*.json' },
        { env: 'CI' },
        // What was skipped is not done once Checkov is installed.
        { runtime: 'cat .prod-e/python/requirements.txt || echo none' },
      ],
      options: { ...program('src/validate/main.ts'), environment: defaultEnvironment },
      ...perEnvironment,
    },
    plan: {
      executor: '@prod-e/delivery:plan',
      dependsOn: ['synth'],
      options: { environment: defaultEnvironment },
      ...perEnvironment,
    },
    deploy: {
      executor: '@prod-e/delivery:deploy',
      dependsOn: ['synth', '^containerize'],
      options: { environment: defaultEnvironment },
      ...perEnvironment,
    },
    ...Object.fromEntries(
      ['rollback', 'drift', 'destroy'].map((verb) => [verb, onWhatIsLive(verb, perEnvironment)]),
    ),
    integration: {
      executor: '@prod-e/delivery:integration',
      dependsOn: ['synth'],
      options: { environment: defaultEnvironment },
      ...perEnvironment,
    },
    // Of every environment at once.
    status: { executor: '@prod-e/delivery:status', options: {} },
    // Once per account, by somebody with rights that no pipeline has.
    bootstrap: { executor: 'nx:run-commands', options: program('src/bootstrap/main.ts') },
    environments: { executor: 'nx:run-commands', options: program('src/compare/main.ts') },
    cost: { executor: 'nx:run-commands', options: program('src/cost/main.ts') },
  };
}

/** Everything that infra's own programs are made of. */
const infraInputs: NonNullable<TargetConfiguration['inputs']> = [
  'production',
  {
    input: 'production',
    projects: ['environment', 'errors', 'ledger', 'notifications', 'service-definition'],
  },
  { externalDependencies: ['@cdktf/provider-aws', 'cdktf', 'constructs', 'zod'] },
];

/** @param file in infra */
const program = (file: string) => ({
  // CDKTF asks whether something is an array in a way that Node warns of.
  command: `node --disable-warning=DEP0044 ${file}`,
  cwd: 'infra',
  env: { NODE_COMPILE_CACHE: '../.nx/compile-cache' },
});

/** What needs nothing of the workspace but the environment's file. */
const onWhatIsLive = (
  verb: string,
  perEnvironment: Pick<TargetConfiguration, 'defaultConfiguration' | 'configurations'>,
): TargetConfiguration => ({
  executor: `@prod-e/delivery:${verb}`,
  options: { environment: defaultEnvironment },
  ...perEnvironment,
});
