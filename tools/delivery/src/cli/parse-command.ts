import { parseArgs } from 'node:util';
import { defaultEnvironment } from '../workspace/environment-name.ts';

/** Options of each verb besides its environment. */
const verbs: Record<string, string[]> = {
  validate: ['placeholders'],
  plan: ['out', 'markdown', 'approval'],
  deploy: ['plan'],
  rollback: ['to'],
  status: [],
  drift: ['markdown'],
  destroy: [],
};

/** Those that can answer in JSON on standard output. */
const inJson = ['plan', 'status'];

export const usage = `usage: npm run <command> [-- --environment=<name>] [options]

  validate  [--placeholders=allow]                          whether an environment keeps what must hold
  plan      [--out=<folder>] [--approval]                   what a deployment would do
            [--markdown=<file>] [--json]
  deploy    [--plan=<folder>]                               make it so, or just what a saved plan says
  rollback  [--to=<release>]                                make an earlier release live again
  status    [--json]                                        every environment side by side
  drift     [--markdown=<file>]                             what is another than was recorded
  destroy                                                   take an environment down

Each runs \`nx run infra:<command>\`, and ends with an exit code that tells the failures apart, which Nx does not:
0 done or nothing to do, 1 failed, 2 bad usage or configuration, 3 refused.

  npm run --silent release -- base [--environment=<name>]   prints the commit that is live, for nx affected --base`;

export interface Command {
  verb: string;
  environment: string;
  /** Arguments for Nx. */
  options: string[];
  json: boolean;
}

/** @returns `undefined` for a command line that is none of ours */
export function parseCommand(args: string[]): Command | undefined {
  try {
    const { positionals, values } = parseArgs({
      args,
      allowPositionals: true,
      options: {
        environment: { type: 'string', default: defaultEnvironment },
        json: { type: 'boolean', default: false },
        approval: { type: 'boolean' },
        ...Object.fromEntries(withValue.map((name) => [name, text])),
      },
    });
    return commandOf(positionals, values);
  } catch {
    return undefined;
  }
}

const text = { type: 'string' } as const;
const withValue = ['out', 'markdown', 'plan', 'to', 'placeholders'];

function commandOf(positionals: string[], values: Record<string, unknown>): Command | undefined {
  const { environment, json, ...given } = values as { environment: string; json: boolean } & Record<
    string,
    string
  >;
  if (positionals.join(' ') === 'release base') return { verb: 'base', environment, options: [], json };
  const [verb = '', ...rest] = positionals;
  const known = Object.hasOwn(verbs, verb) ? verbs[verb] : undefined;
  const unknown = Object.keys(given).filter((name) => !known?.includes(name));
  if (!known || rest.length > 0 || unknown.length > 0 || (json && !inJson.includes(verb))) return undefined;
  const options = Object.entries(given).map(([name, value]) => `--${name}=${value}`);
  return { verb, environment, options, json };
}
