import { ancestorsOf, deploys, isOnlyCalled } from '../model/what-jobs-do.ts';
import type { Job, Workflow } from '../model/workflow.ts';
import { ofJobs, type Rule } from './rule.ts';

/** The command that tells people. */
const tells = ({ if: condition, steps }: Job): boolean =>
  /\b(?:failure|always)\(\)/.test(condition) &&
  steps.some(({ run }) => run !== undefined && /\bnpm run (?:--silent )?github -- failed\b/.test(run));

/** Who tells may stand in the workflow itself, or in the one that a job calls. */
const everyFailureIsTold: Rule = {
  name: 'people are told of whatever fails in a workflow that deploys',
  check: (workflow) =>
    isOnlyCalled(workflow) || !workflow.jobs.some(deploys)
      ? []
      : ofJobs((job) =>
          isHeardOf(job, workflow)
            ? []
            : [
                {
                  says: 'nobody is told when it fails',
                  next: 'a job with if: failure() that needs it, and runs: npm run github -- failed',
                },
              ],
        )(workflow),
};

/** Whether a job that tells people waits for it, directly or not: `failure()` is one of any job before. */
function isHeardOf(job: Job, workflow: Workflow): boolean {
  if (tells(job)) return true;
  const tellers = workflow.jobs.filter(tells);
  if (tellers.some((teller) => ancestorsOf(teller, workflow).has(job.id))) return true;
  const { called } = job;
  return called?.jobs.every((one) => isHeardOf(one, called)) ?? false;
}

export const failures: Rule[] = [everyFailureIsTold];
