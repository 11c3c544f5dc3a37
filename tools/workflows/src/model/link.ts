import { dirname, normalize } from 'node:path';
import type { Workflow } from './workflow.ts';

/** Leads each job and step to the workflow or action of this workspace that it uses. */
export function link(workflows: Workflow[]): Workflow[] {
  const byFile = new Map(workflows.map((one) => [one.kind === 'action' ? dirname(one.file) : one.file, one]));
  const find = (reference: string | undefined): Workflow | undefined =>
    reference?.startsWith('./') ? byFile.get(normalize(reference)) : undefined;
  for (const job of workflows.flatMap(({ jobs }) => jobs)) {
    job.called = find(job.uses?.reference);
    for (const step of job.steps) step.action = find(step.uses?.reference);
  }
  return workflows;
}
