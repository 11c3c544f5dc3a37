import { describeWithLinter, workspaceRoot } from '../test/linters.ts';
import { idleSuppressions } from './linters/idle.ts';
import { runActionlint } from './linters/actionlint.ts';
import { runZizmor } from './linters/zizmor.ts';
import { readWorkflows } from './model/read.ts';
import { describeProblem } from './problem.ts';
import { inventory, rules } from './rules/index.ts';
import { checkUpdates } from './updates.ts';

describe('in the workflows of this workspace', () => {
  const workflows = readWorkflows(workspaceRoot);

  it.each(rules.map((rule) => [rule.name, rule] as const))('%s', (_name, { check }) => {
    expect(workflows.flatMap(check).map(describeProblem)).toEqual([]);
  });

  it.each(inventory.map((rule) => [rule.name, rule] as const))('%s', (_name, { check }) => {
    expect(check(workflows).map(describeProblem)).toEqual([]);
  });

  it('something proposes newer versions of what is pinned', () => {
    expect(checkUpdates(workspaceRoot).map(describeProblem)).toEqual([]);
  });

  describeWithLinter('actionlint', 'actionlint', () => {
    it('finds nothing', async () => {
      expect((await runActionlint(workspaceRoot, workflows)).map(describeProblem)).toEqual([]);
    });
  });

  describeWithLinter('zizmor', 'zizmor', () => {
    it('finds nothing but what is excepted', async () => {
      expect((await runZizmor(workspaceRoot)).map(describeProblem)).toEqual([]);
    });

    it('finds something wherever there is an exception', async () => {
      expect((await idleSuppressions(workspaceRoot)).map(describeProblem)).toEqual([]);
    });
  });
});
