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
      inputs: [
        'production',
        { input: 'production', projects: ['environment', 'errors', 'service-definition'] },
        '{workspaceRoot}/apps/*/service.json',
        { externalDependencies: ['@cdktf/provider-aws', 'cdktf', 'constructs', 'zod'] },
      ],
      outputs: ['{projectRoot}/dist/{options.environment}'],
      options: {
        command: 'node src/main.ts',
        cwd: 'infra',
        env: { NODE_COMPILE_CACHE: '../.nx/compile-cache' },
        environment: defaultEnvironment,
      },
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
    // Of every environment at once.
    status: { executor: '@prod-e/delivery:status', options: {} },
  };
}

/** What needs nothing of the workspace but the environment's file. */
const onWhatIsLive = (
  verb: string,
  perEnvironment: Pick<TargetConfiguration, 'defaultConfiguration' | 'configurations'>,
): TargetConfiguration => ({
  executor: `@prod-e/delivery:${verb}`,
  options: { environment: defaultEnvironment },
  ...perEnvironment,
});
