import { parseArgs } from 'node:util';
import { defaultEnvironment } from '../workspace/environment-name.ts';

/** Options of each verb besides its environment. */
const verbs: Record<string, string[]> = {
  validate: ['placeholders'],
  plan: ['out', 'markdown', 'approval'],
  deploy: ['plan'],
  rollback: ['to'],
  integration: [],
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
  integration                                               the services' integration tests, against what is live
  status    [--json]                                        every environment side by side
  drift     [--markdown=<file>]                             what is another than was recorded
  destroy                                                   take an environment down

Each runs \`nx run infra:<command>\`, and ends with an exit code that tells the failures apart, which Nx does not:
0 done or nothing to do, 1 failed, 2 bad usage or configuration, 3 refused.

  npm run --silent release -- base [--environment=<name>]   prints the commit that is live, for nx affected --base
  npm run --silent release -- images --base=<commit>        prints the affected services whose image the registry
                              [--environment=<name>]        lacks, as JSON for a matrix

In a workflow both write what they say to its outputs too: base, and deploys (whether nx affected -t deploy does
anything); services.`;

export interface Command {
  verb: string;
  environment: string;
  /** Arguments for Nx. */
  options: string[];
  json: boolean;
  /** Only of `images`. */
  base?: string;
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
const withValue = ['out', 'markdown', 'plan', 'to', 'placeholders', 'base'];

function commandOf(positionals: string[], values: Record<string, unknown>): Command | undefined {
  const { environment, json, ...given } = values as { environment: string; json: boolean } & Record<
    string,
    string
  >;
  const [first, ...others] = positionals;
  if (first === 'release') return questionOf(others, environment, given);
  const [verb = '', ...rest] = positionals;
  const known = Object.hasOwn(verbs, verb) ? verbs[verb] : undefined;
  const unknown = Object.keys(given).filter((name) => !known?.includes(name));
  if (!known || rest.length > 0 || unknown.length > 0 || (json && !inJson.includes(verb))) return undefined;
  const options = Object.entries(given).map(([name, value]) => `--${name}=${value}`);
  return { verb, environment, options, json };
}

/** `release base`, `release images`: asked of Nx and of what is live, and no target. */
function questionOf(
  [question, ...rest]: string[],
  environment: string,
  { base, ...given }: Record<string, string>,
): Command | undefined {
  if (rest.length > 0 || Object.keys(given).length > 0) return undefined;
  const command = { environment, options: [], json: false };
  if (question === 'base' && base === undefined) return { verb: 'base', ...command };
  return question === 'images' && base !== undefined ? { verb: 'images', ...command, base } : undefined;
}
