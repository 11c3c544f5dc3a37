import type { Deployment, Release } from '@prod-e/ledger';
import type { OpenEnvironment } from '../environment/open.ts';
import type { LiveStack } from '../platforms/index.ts';

/** A release, and the deployment that proved it. */
export interface ProvenRelease {
  release: Release;
  deployment: Deployment;
}

/** Deployments that are looked through at a time, newest first. */
const page = 50;

/** The newest deployment that proved a release which matches. */
export async function newestProven(
  { ledger, environment }: Pick<OpenEnvironment, 'ledger' | 'environment'>,
  matches: (proven: ProvenRelease) => boolean,
): Promise<ProvenRelease | undefined> {
  let before: string | undefined;
  for (;;) {
    const deployments = await ledger.deployments({
      ...{ environment: environment.name, limit: page },
      ...(before !== undefined && { before }),
    });
    const found = deployments.flatMap(proven).find(matches);
    if (found || deployments.length < page) return found;
    before = deployments.at(-1)?.id;
  }
}

function proven(deployment: Deployment): ProvenRelease[] {
  const { end } = deployment;
  const isProven = end?.outcome === 'succeeded' && Object.keys(end.release?.stacks ?? {}).length > 0;
  return isProven && end.release ? [{ release: end.release, deployment }] : [];
}

/** Whether just these stacks are live, as the platform says. */
export function runs(live: LiveStack[], { stacks }: Release): boolean {
  const liveByName = new Map(live.map((stack) => [stack.name, stack]));
  return [...new Set([...Object.keys(stacks), ...liveByName.keys()])].every((name) => {
    const [now, then] = [liveByName.get(name), stacks[name]];
    return now !== undefined && now.stackHash === then?.stackHash && now.digest === then.digest;
  });
}
