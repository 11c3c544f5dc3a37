/** In the order in which they are run: a revert right after what it reverts. */
export const scenarioNames = [
  'nothing',
  'docs',
  'backend',
  'revert',
  're-run',
  'rule',
  'library',
  'infra',
] as const;

export type ScenarioName = (typeof scenarioNames)[number];
