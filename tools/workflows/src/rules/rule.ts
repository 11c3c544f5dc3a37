import type { Problem } from '../problem.ts';
import type { Job, Step, Workflow } from '../model/workflow.ts';

/** Something that must hold in every workflow and action, whatever the others say. */
export interface Rule {
  /** As a sentence: the name of its test. */
  name: string;
  check: (workflow: Workflow) => Problem[];
}

/** What a part of a file is accused of; the rest says where. */
type Charge = Pick<Problem, 'says' | 'next'> & { line?: number };

/** A rule of each job of a workflow; of an action there is none. */
export const ofJobs =
  (chargesOf: (job: Job, workflow: Workflow) => Charge[]) =>
  (workflow: Workflow): Problem[] =>
    workflow.kind === 'action'
      ? []
      : workflow.jobs.flatMap((job) =>
          chargesOf(job, workflow).map((charge) => ({
            ...{ file: workflow.file, job: job.id, line: job.line },
            ...charge,
          })),
        );

/** A rule of each step of a workflow or an action. */
export const ofSteps =
  (chargesOf: (step: Step, job: Job, workflow: Workflow) => Charge[]) =>
  (workflow: Workflow): Problem[] =>
    workflow.jobs.flatMap((job) =>
      job.steps.flatMap((step) =>
        chargesOf(step, job, workflow).map((charge) => ({
          ...{ file: workflow.file, job: job.id, step: step.name, line: step.line },
          ...charge,
        })),
      ),
    );
