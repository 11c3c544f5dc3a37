import { resourcesOf, type Resource, type Synthesized } from '../synthesized.ts';

/** Where something does not hold. */
export interface Broken {
  stack: string;
  resource: string;
  detail: string;
}

export type Rule = (synthesized: Synthesized) => Broken[];

/**
 * A rule on each resource of some types.
 *
 * @param problem says what is wrong with one, if anything is
 */
export const each =
  (types: string[], problem: (resource: Resource, synthesized: Synthesized) => string | undefined): Rule =>
  (synthesized) =>
    resourcesOf(synthesized, ...types).flatMap((resource) =>
      broken(resource, problem(resource, synthesized)),
    );

export const broken = ({ stack, address }: Resource, detail: string | undefined): Broken[] =>
  detail === undefined ? [] : [{ stack, resource: address, detail }];
