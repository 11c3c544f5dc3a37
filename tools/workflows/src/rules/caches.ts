import { publishes } from '../model/what-jobs-do.ts';
import { actionOf, type Step } from '../model/workflow.ts';
import { ofSteps, type Rule } from './rule.ts';

const cacheActions = ['actions/cache', 'actions/cache/restore'];
const isOff = (value: unknown): boolean => [undefined, null, '', 'false', false].includes(value as string);

/** These restore one unless they are told not to. */
const cachesByDefault = ['actions/setup-go'];

/** Whether a step of a job, as it is written, restores what an earlier run has left. */
function restores({ uses, with: inputs, action }: Step): boolean {
  const name = actionOf(uses);
  if (cacheActions.includes(name) || !isOff(inputs['cache'])) return true;
  if (cachesByDefault.includes(name)) return inputs['cache'] === undefined;
  return action !== undefined && inputs['cache'] === undefined && !isOff(defaultOf(action.content));
}

/** Of the input `cache` of an action. */
function defaultOf(action: Record<string, unknown>): unknown {
  const inputs = action['inputs'] as Record<string, { default?: unknown } | null> | undefined;
  return inputs?.['cache']?.default;
}

const noneWherePublished: Rule = {
  name: 'a job that publishes restores no cache, which any branch may have filled',
  check: ofSteps((step, job) =>
    publishes(job) && restores(step)
      ? [{ says: 'it restores a cache in a job that publishes', next: "leave it out, or cache: 'false'" }]
      : [],
  ),
};

const actionsAsk: Rule = {
  name: 'an action restores a cache only where its input says so',
  check: (workflow) =>
    workflow.kind === 'workflow'
      ? []
      : ofSteps((step) =>
          restores(step) && !/inputs\.cache\b/.test(`${step.if} ${String(step.with['cache'])}`)
            ? [
                {
                  says: 'it restores a cache in every job, those that publish too',
                  next: "let an input decide: if: inputs.cache == 'true'",
                },
              ]
            : [],
        )(workflow),
};

export const caches: Rule[] = [noneWherePublished, actionsAsk];
