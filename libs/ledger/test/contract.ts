import { describeItsDeployments } from './contract/deployments.ts';
import { describeTwoHandles } from './contract/handles.ts';
import type { Open } from './contract/open.ts';
import { describeItsRefusals } from './contract/refusals.ts';
import { describeItsSnapshots } from './contract/snapshots.ts';
import { describeItsStacks } from './contract/stacks.ts';

/** What every ledger must do. */
export function itIsALedger(open: Open): void {
  describeItsDeployments(open);
  describeItsStacks(open);
  describeItsSnapshots(open);
  describeTwoHandles(open);
  describeItsRefusals(open);
}
