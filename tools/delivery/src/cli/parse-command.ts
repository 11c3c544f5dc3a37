import { parseArgs } from 'node:util';
import type { Role } from '@prod-e/environment';
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
  npm run --silent release -- image --service=<name>        prints the image that containerize has left
  npm run --silent release -- identity --role=<role>        prints whom a job becomes: planner, pusher or deployer
                              [--environment=<name>]

In a workflow these write what they say to the outputs of its step: base, and deploys (whether nx affected -t deploy
does anything); name, digest and sbom; role and region.`;

export interface Command {
  verb: string;
  environment: string;
  /** Arguments for Nx. */
  options: readonly string[];
  json: boolean;
  /** Whether it asks about a release, and runs no target. */
  isQuestion: boolean;
  /** Only of the questions that take them. */
  service: string;
  role: Role;
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
const withValue = ['out', 'markdown', 'plan', 'to', 'placeholders', 'service', 'role'];

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
  return { ...nothingAsked, verb, environment, options, json };
}

/** What is asked of Nx and of what is live, and runs no target; with the option that each needs. */
const questions: Record<string, string[]> = {
  base: [],
  image: ['service'],
  identity: ['role'],
};

function questionOf(
  [question = '', ...rest]: string[],
  environment: string,
  given: Record<string, string>,
): Command | undefined {
  const needed = Object.hasOwn(questions, question) ? questions[question] : undefined;
  if (!needed || rest.length > 0 || Object.keys(given).join() !== needed.join()) return undefined;
  const { service = '', role = 'planner' } = given;
  if (!isRole(role)) return undefined;
  return { ...nothingAsked, isQuestion: true, verb: question, environment, service, role };
}

const isRole = (name: string): name is Role => ['planner', 'pusher', 'deployer'].includes(name);

const nothingAsked = {
  isQuestion: false,
  options: [],
  json: false,
  service: '',
  role: 'planner',
} as const;
