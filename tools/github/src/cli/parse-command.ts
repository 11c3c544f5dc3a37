import { parseArgs } from 'node:util';

export const usage = `usage: npm run github -- <command> [options]

  comment      --key=<key> --file=<file> [--file=<file> …]      one comment on the pull request of the event
  drift-issue  --environment=<name> --file=<file>               one issue of an environment, by the report of drift
  coverage                                                      the coverage of the projects, in the job's summary
  verify       [--plan=<folder>] [--source-ref=<ref>]           whether the images are attested by our workflow
  failed       --environment=<name> --job=<name>                tells the environment's channels that a job failed
               [--action=deploy|rollback|drift]

For the workflows; each reads the variables that GitHub sets. 0 done or nothing to do, 1 failed, 2 bad usage.`;

/** What a failed job was about. */
export const actions = ['deploy', 'rollback', 'drift'] as const;
export type Action = (typeof actions)[number];

export type Command =
  | { verb: 'comment'; key: string; files: string[] }
  | { verb: 'drift-issue'; environment: string; file: string }
  | { verb: 'coverage' }
  | { verb: 'verify'; plan?: string; sourceRef?: string }
  | { verb: 'failed'; environment: string; job: string; action: Action };

interface Options {
  key?: string;
  file?: string[];
  environment?: string;
  plan?: string;
  'source-ref'?: string;
  job?: string;
  action?: string;
}

/** Options of each command: those that it needs, and those that it takes. */
const verbs: Record<Command['verb'], { needs: (keyof Options)[]; takes?: (keyof Options)[] }> = {
  comment: { needs: ['key', 'file'] },
  'drift-issue': { needs: ['environment', 'file'] },
  coverage: { needs: [] },
  verify: { needs: [], takes: ['plan', 'source-ref'] },
  failed: { needs: ['environment', 'job'], takes: ['action'] },
};

/** @returns `undefined` for a command line that is none of ours */
export function parseCommand(args: string[]): Command | undefined {
  try {
    const { positionals, values } = parseArgs({ args, allowPositionals: true, options });
    const [verb = '', ...rest] = positionals;
    if (rest.length > 0 || !isVerb(verb) || !fits(verb, values)) return undefined;
    return commandOf(verb, values);
  } catch {
    return undefined;
  }
}

const text = { type: 'string' } as const;
const options = {
  ...{ key: text, environment: text, plan: text, 'source-ref': text, job: text, action: text },
  file: { type: 'string', multiple: true },
} as const;

const isVerb = (verb: string): verb is Command['verb'] => Object.hasOwn(verbs, verb);

function fits(verb: Command['verb'], values: Options): boolean {
  const { needs, takes = [] } = verbs[verb];
  const given = (Object.keys(values) as (keyof Options)[]).filter((name) => values[name]?.length);
  return (
    Object.keys(values).length === given.length &&
    needs.every((name) => given.includes(name)) &&
    given.every((name) => needs.includes(name) || takes.includes(name))
  );
}

function commandOf(verb: Command['verb'], values: Options): Command | undefined {
  const { key = '', environment = '', job = '', plan, file: files = [], action = 'deploy' } = values;
  const [file = '', ...more] = files;
  const sourceRef = values['source-ref'];
  switch (verb) {
    case 'comment':
      return /^[a-z0-9][a-z0-9._-]*$/.test(key) ? { verb, key, files } : undefined;
    case 'drift-issue':
      return more.length === 0 ? { verb, environment, file } : undefined;
    case 'coverage':
      return { verb };
    case 'verify':
      return { verb, ...(plan !== undefined && { plan }), ...(sourceRef !== undefined && { sourceRef }) };
    case 'failed':
      return isAction(action) ? { verb, environment, job, action } : undefined;
  }
}

const isAction = (name: string): name is Action => (actions as readonly string[]).includes(name);
