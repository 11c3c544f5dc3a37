import type { Problem } from '../problem.ts';
import type { Workflow } from '../model/workflow.ts';

/** Something that must hold of all the files together. */
export interface InventoryRule {
  name: string;
  check: (workflows: readonly Workflow[]) => Problem[];
}

interface Expected {
  file: string;
  /** What starts it. */
  on: string[];
  /** What a person who starts it is asked. */
  asks: string[];
  /** Words that its reader sees. */
  says: string[];
}

const nameOf = (name: string): string => `.github/workflows/${name}.yml`;

const expected: Expected[] = [
  { file: nameOf('ci'), on: ['pull_request', 'merge_group'], asks: [], says: [] },
  {
    file: nameOf('deploy'),
    on: ['push'],
    asks: [],
    says: ['lint typecheck test', 'containerize', 'deploy'].map((targets) => `nx affected -t ${targets}`),
  },
  { file: nameOf('rollback'), on: ['workflow_dispatch'], asks: ['environment', 'release'], says: [] },
  { file: nameOf('drift'), on: ['schedule', 'workflow_dispatch'], asks: [], says: [] },
  { file: nameOf('security'), on: ['schedule', 'pull_request', 'push'], asks: [], says: [] },
];

const each =
  (chargesOf: (one: Expected, workflow: Workflow | undefined) => Pick<Problem, 'says' | 'next'>[]) =>
  (workflows: readonly Workflow[]): Problem[] =>
    expected.flatMap((one) =>
      chargesOf(
        one,
        workflows.find(({ file }) => file === one.file),
      ).map((charge) => ({ file: one.file, ...charge })),
    );

const allAreThere: InventoryRule = {
  name: 'every workflow of the design is there, with what starts it',
  check: each(({ on }, workflow) => {
    if (!workflow)
      return [{ says: 'there is no such workflow', next: `write it, started by ${on.join(', ')}` }];
    return on
      .filter((trigger) => !(trigger in workflow.on))
      .map((trigger) => ({ says: `${trigger} does not start it`, next: `on: ${trigger}` }));
  }),
};

const peopleAreAsked: InventoryRule = {
  name: 'who starts a workflow by hand can say what the design wants of them',
  check: each(({ asks }, workflow) => {
    const inputs = Object(workflow?.on['workflow_dispatch']?.['inputs']) as object;
    return asks
      .filter((input) => workflow && !(input in inputs))
      .map((input) => ({
        says: `nobody is asked for ${input}`,
        next: `workflow_dispatch: inputs: ${input}`,
      }));
  }),
};

const onlyMainDeploys: InventoryRule = {
  name: 'what is pushed to another branch than main is not deployed',
  check: (workflows) =>
    workflows
      .filter(({ file, on }) => file === nameOf('deploy') && String(on['push']?.['branches']) !== 'main')
      .map(({ file }) => ({
        file,
        says: 'a push to any branch starts it',
        next: 'on: push: branches: [main]',
      })),
};

/** It runs by them itself or by what it calls, and in either case they stand in its text. */
const deployReads: InventoryRule = {
  name: 'who reads the deployment sees by which words Nx selects',
  check: each(({ says }, workflow) => {
    if (!workflow) return [];
    const lines = linesOf(workflow);
    return says.flatMap((words) => [
      ...(lines.some((line) => line.includes(words))
        ? []
        : [{ says: `nothing runs ${words}`, next: 'let a step select so, of its own or of what it calls' }]),
      ...(workflow.text.includes(words)
        ? []
        : [
            { says: `it does not say ${words}`, next: 'say it where the job stands that calls what does so' },
          ]),
    ]);
  }),
};

const linesOf = ({ jobs }: Workflow): string[] =>
  jobs.flatMap(({ steps, called }) => [
    ...steps.flatMap(({ run, action }) => [run ?? '', ...(action ? linesOf(action) : [])]),
    ...(called ? linesOf(called) : []),
  ]);

export const inventory: readonly InventoryRule[] = [
  allAreThere,
  peopleAreAsked,
  onlyMainDeploys,
  deployReads,
];
