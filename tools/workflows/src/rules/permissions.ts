import { actionOf } from '../model/workflow.ts';
import { ofJobs, ofSteps, type Rule } from './rule.ts';

const isNothing = (permissions: unknown): boolean =>
  typeof permissions === 'object' && permissions !== null && Object.keys(permissions).length === 0;

const noneAtTheTop: Rule = {
  name: 'a workflow as a whole has no permission',
  check: ({ kind, file, permissions }) =>
    kind === 'action' || isNothing(permissions)
      ? []
      : [
          {
            file,
            says: 'its jobs get permissions that they do not name',
            next: 'permissions: {} at the top',
          },
        ],
};

const namedPerJob: Rule = {
  name: 'each job names its permissions, each with its reason in a comment',
  check: ofJobs(({ permissions, permissionReasons }) => {
    if (typeof permissions !== 'object') {
      const says = permissions === undefined ? 'it does not name its permissions' : `it has ${permissions}`;
      return [{ says, next: 'name those that it needs, or none: permissions: {}' }];
    }
    return Object.entries(permissions)
      .filter(([name, level]) => level !== 'none' && permissionReasons[name] === '')
      .map(([name, level]) => ({
        says: `nothing says why it needs ${name}: ${level}`,
        next: `say it behind: ${name}: ${level} # to …`,
      }));
  }),
};

const checkoutForgets: Rule = {
  name: 'a checkout leaves no credentials behind',
  check: ofSteps((step) =>
    actionOf(step.uses) !== 'actions/checkout' || String(step.with['persist-credentials']) === 'false'
      ? []
      : [
          {
            says: 'every later step can read the token from .git/config',
            next: 'with: persist-credentials: false',
          },
        ],
  ),
};

export const permissions: Rule[] = [noneAtTheTop, namedPerJob, checkoutForgets];
