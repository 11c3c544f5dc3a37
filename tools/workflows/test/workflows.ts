import { link } from '../src/model/link.ts';
import { parseWorkflow } from '../src/model/parse.ts';
import type { Workflow } from '../src/model/workflow.ts';
import type { Problem } from '../src/problem.ts';
import type { Rule } from '../src/rules/index.ts';

export const sha = '11bd71901bbe5b1630ceea73d27597364c9af683';
export const checkout = `actions/checkout@${sha} # v4.2.2`;

/** Files by name, such as `ci.yml` and `actions/setup/action.yml`, read together. */
export function read(files: Record<string, string>): Workflow[] {
  return link(
    Object.entries(files).map(([name, text]) =>
      parseWorkflow(name.startsWith('actions/') ? `.github/${name}` : `.github/workflows/${name}`, text),
    ),
  );
}

/** A workflow of one job, from its lines below `x:`. */
export const oneJob = (job: string, top = ''): string => `on: push\n${top}\njobs:\n  x:\n${indent(job, 4)}\n`;

/** A workflow of one job, from its steps. */
export const oneStep = (...steps: string[]): string => oneJob(`steps:\n${steps.map(item).join('\n')}`);

/** A composite action, from its steps, and what stands before them. */
export const action = (steps: string[], top = 'name: setup'): string =>
  `${top}\nruns:\n  using: composite\n  steps:\n${indent(steps.map(item).join('\n'), 2)}\n`;

const item = (step: string): string => indent(step, 4).replace(/^ {4}/, '  - ');

export const indent = (text: string, by: number): string => text.replace(/^(?=.)/gm, ' '.repeat(by));

/** What a rule says of files: `job/step: …`, of those parts that it names. */
export function saidOf(rule: Rule | undefined, files: Record<string, string> | string): string[] {
  if (!rule) throw new Error('there is no such rule');
  const workflows = read(typeof files === 'string' ? { 'a.yml': files } : files);
  return workflows
    .flatMap((workflow) => rule.check(workflow))
    .map(({ job, step, says }: Problem) =>
      [[job, step].filter((one) => one !== undefined).join('/'), says].filter(Boolean).join(': '),
    );
}
