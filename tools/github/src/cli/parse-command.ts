import { parseArgs } from 'node:util';
import { defaultEnvironment } from '@prod-e/delivery/environment-name';

export const usage = `usage: npm run github -- <command> [options]

  comment      --key=<key> [--file=<file> …]                    one comment on the pull request of the event; none where
               [--folder=<folder>]                              the folder has no Markdown
  drift-issue  --environment=<name> --file=<file>               one issue of an environment, by the report of drift
  coverage                                                      the coverage of the projects, in the job's summary
  verify       [--environment=<name>] [--plan=<folder>]         whether the images are attested by our workflow
               [--source-ref=<ref>]
  images       --environment=<name> --base=<commit>             the affected services whose image the registry lacks or
               [--source-ref=<ref>]                             has without attestation, as JSON and as the output services
  failed       --environment=<name> --job=<name>                tells the environment's channels that a job failed
               [--action=deploy|rollback|drift]

For the workflows; each reads the variables that GitHub sets. 0 done or nothing to do, 1 failed, 2 bad usage.`;

/** What a failed job was about. */
export const actions = ['deploy', 'rollback', 'drift'] as const;
export type Action = (typeof actions)[number];

export type Command =
  | { verb: 'comment'; key: string; files: string[]; folder?: string }
  | { verb: 'drift-issue'; environment: string; file: string }
  | { verb: 'coverage' }
  | { verb: 'verify'; environment: string; plan?: string; sourceRef?: string }
  | { verb: 'images'; environment: string; base: string; sourceRef?: string }
  | { verb: 'failed'; environment: string; job: string; action: Action };

interface Options {
  key?: string;
  file?: string[];
  folder?: string;
  environment?: string;
  plan?: string;
  base?: string;
  'source-ref'?: string;
  job?: string;
  action?: string;
}

/** Options of each command: those that it needs, and those that it takes. */
const verbs: Record<Command['verb'], { needs: (keyof Options)[]; takes?: (keyof Options)[] }> = {
  comment: { needs: ['key'], takes: ['file', 'folder'] },
  'drift-issue': { needs: ['environment', 'file'] },
  coverage: { needs: [] },
  verify: { needs: [], takes: ['environment', 'plan', 'source-ref'] },
  images: { needs: ['environment', 'base'], takes: ['source-ref'] },
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
  ...{ key: text, folder: text, environment: text, plan: text, base: text, 'source-ref': text },
  ...{ job: text, action: text },
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
  const { key = '', environment = '', base = '', job = '', file: files = [], action = 'deploy' } = values;
  const { folder, plan } = values;
  const [file = '', ...more] = files;
  const sourceRef = values['source-ref'] === undefined ? {} : { sourceRef: values['source-ref'] };
  switch (verb) {
    case 'comment':
      if (!/^[a-z0-9][a-z0-9._-]*$/.test(key) || (files.length === 0 && folder === undefined))
        return undefined;
      return { verb, key, files, ...(folder !== undefined && { folder }) };
    case 'drift-issue':
      return more.length === 0 ? { verb, environment, file } : undefined;
    case 'coverage':
      return { verb };
    case 'verify':
      return {
        ...{ verb, environment: environment || defaultEnvironment },
        ...{ ...(plan !== undefined && { plan }), ...sourceRef },
      };
    case 'images':
      return { verb, environment, base, ...sourceRef };
    case 'failed':
      return isAction(action) ? { verb, environment, job, action } : undefined;
  }
}

const isAction = (name: string): name is Action => (actions as readonly string[]).includes(name);
