import type { Use } from '../model/workflow.ts';
import type { Problem } from '../problem.ts';
import { ofJobs, ofSteps, type Rule } from './rule.ts';

const pinnedAction = /^[\w.-]+\/[\w./-]+@[0-9a-f]{40}$/;
const pinnedImage = /^docker:\/\/.+@sha256:[0-9a-f]{64}$/;
const version = /^v\d+\.\d+\.\d+(?:\s|$)/;

const actionsArePinned: Rule = {
  name: 'actions are pinned by their full commit, with the version in a comment',
  check: (workflow) => [
    ...ofSteps(({ uses }) => chargesOf(uses))(workflow),
    ...ofJobs(({ uses }) => chargesOf(uses))(workflow),
  ],
};

function chargesOf(use: Use | undefined): (Pick<Problem, 'says' | 'next'> & { line: number })[] {
  if (!use || use.reference.startsWith('./') || pinnedImage.test(use.reference)) return [];
  const { reference, comment, line } = use;
  if (!pinnedAction.test(reference)) {
    return [{ line, says: `${reference} is not pinned`, next: 'name its commit, by all 40 digits' }];
  }
  if (version.test(comment)) return [];
  return [{ line, says: `nobody can read which version ${reference} is`, next: 'add it behind: # vX.Y.Z' }];
}

const runner = 'ubuntu-24.04';

const runnersArePinned: Rule = {
  name: 'runners are of one pinned version',
  check: ofJobs(({ uses, runsOn }) =>
    uses !== undefined || runsOn === runner
      ? []
      : [
          {
            says: `it runs on ${runsOn === undefined ? 'nothing' : JSON.stringify(runsOn)}`,
            next: `runs-on: ${runner}`,
          },
        ],
  ),
};

export const pins: Rule[] = [actionsArePinned, runnersArePinned];
