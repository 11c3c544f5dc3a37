import type { Rule } from './rule.ts';

/** Both run with the rights of the main branch on what anyone may have written. */
const untrusted = ['pull_request_target', 'workflow_run'];

const noForeignCode: Rule = {
  name: 'nothing that a stranger can start has the rights of the main branch',
  check: ({ file, on }) =>
    untrusted
      .filter((trigger) => Object.hasOwn(on, trigger))
      .map((trigger) => ({
        file,
        says: `${trigger} runs with secrets for what comes from a fork`,
        next: 'use pull_request, which has none, or call a reusable workflow',
      })),
};

export const triggers: Rule[] = [noForeignCode];
