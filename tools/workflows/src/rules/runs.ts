import { deploys, isOnlyCalled } from '../model/what-jobs-do.ts';
import type { Concurrency, Job, Workflow } from '../model/workflow.ts';
import { ofJobs, type Rule } from './rule.ts';

/** How long a run may take, and which runs make way for each other. */

const endInTime: Rule = {
  name: 'each job has a time limit',
  check: ofJobs(({ uses, timeoutMinutes }) =>
    uses !== undefined || typeof timeoutMinutes === 'number'
      ? []
      : [{ says: 'it could hang for six hours', next: 'timeout-minutes: a number' }],
  ),
};

const newestOnly: Rule = {
  name: 'a newer run of a pull request cancels the one before',
  check: ({ file, on, concurrency }) =>
    !('pull_request' in on) || cancelsForPullRequests(concurrency)
      ? []
      : [
          {
            file,
            says: 'runs of a pull request pile up',
            next: 'concurrency at the top, with a group and cancel-in-progress: true, or where github.event_name is pull_request',
          },
        ],
};

function cancelsForPullRequests(concurrency: Concurrency | undefined): boolean {
  const cancels = concurrency?.cancelInProgress;
  return cancels === true || (typeof cancels === 'string' && /==\s*'pull_request'/.test(cancels));
}

const oneAfterTheOther: Rule = {
  name: 'deployments queue, and none is cancelled half-way',
  check: (workflow) =>
    isOnlyCalled(workflow)
      ? []
      : ofJobs((job) =>
          deploys(job) && !queues(job, [workflow.concurrency])
            ? [
                {
                  says: 'it deploys, and another run could start beside it or cancel it',
                  next: 'concurrency of the workflow or the job, with a group and cancel-in-progress: false',
                },
              ]
            : [],
        )(workflow),
};

/** Whether every deployment in it is in a group that waits, and in none that cancels. */
function queues(job: Job, around: (Concurrency | undefined)[]): boolean {
  const groups = [...around, job.concurrency];
  if (job.called) return inCalled(job.called, groups);
  const said = groups.filter((one) => one !== undefined);
  return said.length > 0 && said.every(({ cancelInProgress }) => cancelInProgress === false);
}

const inCalled = ({ jobs, concurrency }: Workflow, around: (Concurrency | undefined)[]): boolean =>
  jobs.filter(deploys).every((job) => queues(job, [...around, concurrency]));

export const runs: Rule[] = [endInTime, newestOnly, oneAfterTheOther];
