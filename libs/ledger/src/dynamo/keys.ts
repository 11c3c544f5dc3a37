/**
 * Every key of the table. Its partition key is `pk`, its sort key `sk`, both strings; it has no index.
 *
 * | what             | pk                               | sk           | attributes                                               |
 * | ---------------- | -------------------------------- | ------------ | -------------------------------------------------------- |
 * | deployment       | `DEPLOYMENTS#<environment>`      | id           | `start`; `outcome` and `end` (packed) once it has ended   |
 * | under way        | `UNDERWAY#<environment>`         | id           | `start`; there from a deployment's start to its end       |
 * | stack            | `STACKS#<environment>`           | stack's name | `attempt`, `attemptBy`; `proof` (packed), `proofBy`; `forgottenBy` |
 * | snapshot         | `SNAPSHOTS#<environment>#<name>` | stack hash   | `snapshot` (packed)                                      |
 * | part of a packed | `PARTS#<hash>`                   | `0001`, …    | `bytes`                                                  |
 * | lease            | `LEASE#<environment>`            | `lease`      | `token`, `holder`, `since` (ISO), `expires` (epoch milliseconds); there while it is held, or after its holder died |
 *
 * `…By` are ids of deployments. What is packed is said in `packed.ts`.
 */
export interface Key {
  pk: string;
  sk: string;
}

// A name with a `#` in it must not reach into another's partition.
const partition = (kind: string, ...names: string[]): string =>
  [kind, ...names.map(encodeURIComponent)].join('#');

export const deploymentsOf = (environment: string): string => partition('DEPLOYMENTS', environment);
export const underWayIn = (environment: string): string => partition('UNDERWAY', environment);
export const stacksOf = (environment: string): string => partition('STACKS', environment);
export const partsOf = (hash: string): string => partition('PARTS', hash);

export const deploymentKey = (environment: string, id: string): Key => ({
  pk: deploymentsOf(environment),
  sk: id,
});

export const underWayKey = (environment: string, id: string): Key => ({
  pk: underWayIn(environment),
  sk: id,
});

export const stackKey = (environment: string, stack: string): Key => ({
  pk: stacksOf(environment),
  sk: stack,
});

export const snapshotKey = (environment: string, name: string, stackHash: string): Key => ({
  pk: partition('SNAPSHOTS', environment, name),
  sk: stackHash,
});

export const leaseKey = (environment: string): Key => ({ pk: partition('LEASE', environment), sk: 'lease' });

/** @param number from 1 */
export const partKey = (hash: string, number: number): Key => ({
  pk: partsOf(hash),
  sk: String(number).padStart(4, '0'),
});
