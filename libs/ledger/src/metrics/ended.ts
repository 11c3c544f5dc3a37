import type { Deployment, DeploymentEnd, StackChange } from '../deployment.ts';

export type Ended = Deployment & { end: DeploymentEnd };

/** When it ended, in milliseconds since 1970. */
export const endOf = ({ end }: Ended): number => Date.parse(end.endedAt);

/** Those that have ended, in the order of their ends. */
export const endedOf = (deployments: readonly Deployment[]): Ended[] =>
  deployments
    .filter((deployment): deployment is Ended => deployment.end !== undefined)
    .sort((a, b) => endOf(a) - endOf(b));

/** Whether a stack was touched, however that ended. */
export const isTouched = ({ ending }: StackChange): boolean =>
  ending !== 'unchanged' && ending !== 'not started';
