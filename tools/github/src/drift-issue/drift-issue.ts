import { linkOf } from '@prod-e/delivery/who';
import { authorOf } from '../api/author.ts';
import { withGitHub, type ConnectOptions, type GitHub } from '../api/connect.ts';
import type { Run } from '../cli/main.ts';
import { markerOf } from '../comment/marker.ts';
import { decide, type Actions } from './decide.ts';
import { readReport } from './read-report.ts';

export interface DriftIssueOptions {
  environment: string;
  /** What `npm run drift -- --markdown=<file>` has written. */
  file: string;
}

/** Label by which the issues are found. GitHub makes it with the first one. */
const label = 'drift';

/**
 * Keeps one issue while an environment has drifted, and closes it once it has not. While a deployment was under way
 * nothing is known, and nothing is done.
 *
 * @throws UserError where the check failed; its issue is left as it is
 */
export async function driftIssue(
  { environment, file }: DriftIssueOptions,
  { workspaceRoot, env, print, ...connect }: Run & ConnectOptions,
): Promise<void> {
  const report = readReport(workspaceRoot, file, environment);
  if (report.outcome === 'unchecked') {
    print(`${environment}: drift was not checked, so its issue is left as it is`);
    return;
  }
  const marker = markerOf(`drift-${environment}`);
  await withGitHub(env, connect, async (github) => {
    const [author, issues] = await Promise.all([authorOf(github), openIssues(github)]);
    const actions = decide({ environment, report, issues, author, marker, link: linkOf(env) });
    const done = await carryOut(actions, environment, github);
    print(`${environment}: ${done.join(', ') || 'nothing to do'}`);
  });
}

const openIssues = ({ octokit, owner, repo }: GitHub) =>
  octokit.paginate(octokit.rest.issues.listForRepo, {
    ...{ owner, repo, state: 'open', labels: label, per_page: 100 },
    ...{ sort: 'created', direction: 'asc' },
  });

/** @returns what was done, for a person */
async function carryOut(
  { open, update, close }: Actions,
  environment: string,
  { octokit, owner, repo }: GitHub,
): Promise<string[]> {
  const { issues } = octokit.rest;
  const here = { owner, repo };
  const done: string[] = [];
  if (open !== undefined) {
    const title = `${environment} has drifted`;
    const { data } = await issues.create({ ...here, title, body: open, labels: [label] });
    done.push(`issue #${data.number} opened`);
  }
  if (update) {
    const { number: issue_number, body, comment } = update;
    await issues.update({ ...here, issue_number, body });
    if (comment !== undefined) await issues.createComment({ ...here, issue_number, body: comment });
    done.push(`issue #${issue_number} updated`);
  }
  for (const { number: issue_number, comment, reason } of close) {
    await issues.createComment({ ...here, issue_number, body: comment });
    await issues.update({ ...here, issue_number, state: 'closed', state_reason: reason });
    done.push(`issue #${issue_number} closed`);
  }
  return done;
}
