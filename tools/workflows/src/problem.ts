/** Something in a workflow that a rule or a linter does not let pass. */
export interface Problem {
  /** Path in the workspace. */
  file: string;
  /** Id of the job. */
  job?: string;
  /** Name of the step, or what it runs or uses. */
  step?: string;
  /** From 1. */
  line?: number;
  /** What is wrong, as a sentence without its full stop. */
  says: string;
  /** What to do about it. */
  next: string;
}

/** `file:line, job test, step npm ci: what is wrong`, and what to do in a line of its own. */
export function describeProblem({ file, job, step, line, says, next }: Problem): string {
  const where = [
    line === undefined ? file : `${file}:${line}`,
    ...(job === undefined ? [] : [`job ${job}`]),
    ...(step === undefined ? [] : [`step ${step}`]),
  ];
  return `${where.join(', ')}: ${says}\n  next:  ${next}`;
}
