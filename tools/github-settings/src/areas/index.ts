import type { GitHub } from '../github/client.ts';
import type { State } from '../state.ts';
import { actionsAreas } from './actions.ts';
import type { Area } from './area.ts';
import { environmentArea } from './environment.ts';
import { repositoryAreas } from './repository.ts';
import { rulesetArea } from './ruleset.ts';
import { securityAreas } from './security.ts';

export type { Area } from './area.ts';

/** Every place at which GitHub keeps something of what is declared, in the order in which it is written. */
export const areasOf = (state: State, github: GitHub): Area[] => [
  rulesetArea(state, github),
  ...Object.entries(state.environments).map(([name, wanted]) => environmentArea(name, wanted, github)),
  ...actionsAreas(state, github),
  ...repositoryAreas(state, github),
  ...securityAreas(state, github),
];
