import { parseArgs } from 'node:util';
import { exitCode, UserError } from '@prod-e/errors';
import { scenarioNames, type ScenarioName } from './scenario-names.ts';

export interface PipelineOptions {
  /** In the order in which they are run. */
  scenarios: ScenarioName[];
  /** A baseline that tests two small projects only, to try the benchmark itself. */
  quick: boolean;
  /** Every scenario once more, with what Nx has cached kept from commit to commit. */
  warm: boolean;
}

/** @throws UserError (exit 2) that says what can be asked for */
export function readOptions(args: string[]): PipelineOptions {
  const { only, quick, warm } = parse(args);
  const asked = only?.split(',').filter(Boolean) ?? scenarioNames;
  const unknown = asked.filter((name) => !scenarioNames.includes(name as ScenarioName));
  if (unknown.length > 0) throw badUsage(`there is no scenario ${unknown.join(', ')}`);
  // A revert needs what is reverted, and a re-run what was run.
  const needed = new Set(asked.flatMap((name) => (name === 'revert' ? ['backend', name] : [name])));
  return { scenarios: scenarioNames.filter((name) => needed.has(name)), quick, warm };
}

function parse(args: string[]) {
  try {
    return parseArgs({
      args,
      options: {
        only: { type: 'string' },
        quick: { type: 'boolean', default: false },
        warm: { type: 'boolean', default: false },
      },
    }).values;
  } catch (cause) {
    throw badUsage(cause instanceof Error ? cause.message : String(cause));
  }
}

const badUsage = (what: string) =>
  new UserError(what, {
    next: `npx nx run bench:pipeline -- [--only=${scenarioNames.join(',')}] [--quick] [--warm]`,
    exit: exitCode.usage,
  });
