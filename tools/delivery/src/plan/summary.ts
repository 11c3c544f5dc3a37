import { changes, type Change, type Decision } from '../decide/index.ts';

/** What a deployment would do. */
export interface Plan {
  environment: string;
  commit: string;
  decisions: Decision[];
  /** What Terraform would change, as it tells it, by stack; only where it was asked. */
  details: ReadonlyMap<string, string>;
}

/** How many stacks there are of each change, those that there are, in the order of {@link changes}. */
export function countChanges(decisions: Decision[]): [Change, number][] {
  return changes
    .map((change): [Change, number] => [change, decisions.filter((each) => each.change === change).length])
    .filter(([, count]) => count > 0);
}

/** `2 unchanged, 1 update` */
export const summaryLine = (decisions: Decision[]): string =>
  countChanges(decisions)
    .map(([change, count]) => `${count} ${change}`)
    .join(', ') || 'no stacks';

/** The plan for a program. */
export function planJson({ environment, commit, decisions }: Plan) {
  return {
    environment,
    commit,
    summary: Object.fromEntries(countChanges(decisions)),
    stacks: decisions.map(({ name, change, reason, live, wanted }) => ({
      ...{ name, change, reason },
      live: live && { stackHash: live.stackHash, inputTag: live.inputTag, digest: live.digest },
      wanted: wanted && {
        stackHash: wanted.stackHash,
        inputTag: wanted.image?.tag,
        digest: wanted.image?.digest === '' ? undefined : wanted.image?.digest,
      },
    })),
  };
}
