import { parseArgs } from 'node:util';
import { exitCode, UserError } from '@prod-e/errors';

export interface ScaleOptions {
  /** Numbers of services, rising. */
  sizes: number[];
  /** How often each is measured. */
  rounds: number;
}

/** @throws UserError (exit 2) that says what can be asked for */
export function readOptions(args: string[]): ScaleOptions {
  const { sizes, rounds } = parse(args);
  const numbers = sizes.split(',').map(Number);
  const asked = { sizes: numbers.toSorted((a, b) => a - b), rounds: Number(rounds) };
  // A service's port is 10000 and its number.
  const isSize = (size: number) => Number.isInteger(size) && size >= 1 && size <= 10_000;
  if (!asked.sizes.every(isSize)) throw badUsage(`no numbers of services: ${sizes}`);
  if (!Number.isInteger(asked.rounds) || asked.rounds < 1) throw badUsage(`no number of rounds: ${rounds}`);
  return asked;
}

function parse(args: string[]) {
  try {
    return parseArgs({
      args,
      options: {
        sizes: { type: 'string', default: '10,100,1000' },
        rounds: { type: 'string', default: '5' },
      },
    }).values;
  } catch (cause) {
    throw badUsage(cause instanceof Error ? cause.message : String(cause));
  }
}

const badUsage = (what: string) =>
  new UserError(what, {
    next: 'npx nx run bench:scale -- [--sizes=10,100,1000] [--rounds=5]',
    exit: exitCode.usage,
  });
