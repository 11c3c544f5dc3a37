import { expressionsIn } from '../model/expressions.ts';
import { actionOf, type Job } from '../model/workflow.ts';
import { ofJobs, ofSteps, type Rule } from './rule.ts';

const readsSecrets = (content: unknown): boolean =>
  expressionsIn(content).some((expression) => /\bsecrets\b/.test(expression));

const secretsInEnvironments: Rule = {
  name: 'secrets are read only in jobs that have an environment',
  check: (workflow) => [
    ...(readsSecrets({ ...workflow.content, jobs: undefined })
      ? [
          {
            file: workflow.file,
            says: 'every job of it can read a secret',
            next: 'read it in the step that needs it, of a job with an environment',
          },
        ]
      : []),
    ...ofJobs((job) =>
      job.hasEnvironment || !(readsSecrets(job.content) || inherits(job)) || job.called
        ? []
        : [
            {
              says: 'it reads a secret without an environment, whose rules would guard it',
              next: 'give the job its environment; the token of the run is ${{ github.token }}',
            },
          ],
    )(workflow),
  ],
};

/** What a workflow of this workspace does with what it is handed is seen when that one is checked. */
const inherits = ({ content }: Job): boolean => content['secrets'] === 'inherit';

const longLived = /aws[_-]?(?:access[_-]?key[_-]?id|secret[_-]?access[_-]?key|session[_-]?token)/i;

const noLongLivedKeys: Rule = {
  name: 'no long-lived key is named anywhere',
  check: ({ file, text }) =>
    text.split('\n').flatMap((line, index) => {
      const [key] = longLived.exec(line) ?? [];
      if (key === undefined) return [];
      return [
        { file, line: index + 1, says: `it names ${key}`, next: 'assume a role by OIDC: role-to-assume' },
      ];
    }),
};

const isAwsLogin = (name: string): boolean => name === 'aws-actions/configure-aws-credentials';

const rolesByOidc: Rule = {
  name: 'AWS is entered by a role, with a token of the job',
  check: (workflow) => [
    ...ofSteps((step) =>
      isAwsLogin(actionOf(step.uses)) && !step.with['role-to-assume']
        ? [{ says: 'it names no role', next: 'with: role-to-assume' }]
        : [],
    )(workflow),
    ...ofJobs((job) =>
      logsIn(job) && !(typeof job.permissions === 'object' && job.permissions['id-token'] === 'write')
        ? [{ says: 'AWS will not know it: it gets no token', next: 'permissions: id-token: write' }]
        : [],
    )(workflow),
  ],
};

const logsIn = ({ steps }: Job): boolean =>
  steps.some(({ uses, action }) => isAwsLogin(actionOf(uses)) || (action?.jobs.some(logsIn) ?? false));

export const credentials: Rule[] = [secretsInEnvironments, noLongLivedKeys, rolesByOidc];
