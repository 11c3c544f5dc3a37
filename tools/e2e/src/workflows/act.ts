import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { goTool } from '@prod-e/testing/go-tools';
import { start } from '../process.ts';

/** What a run of a workflow came to. */
export interface WorkflowRun {
  code: number | null;
  /** How each job ended that was begun: `test`, and of a called workflow `dev/deploy`. */
  jobs: Record<string, string>;
  /** Lines that steps printed, by job. */
  output: string;
  seconds: number;
}

export interface ActOptions {
  /** The repository. */
  root: string;
  /** `deploy.yml` */
  workflow: string;
  event: string;
  /** Payload of the event. */
  payload?: string;
  env: NodeJS.ProcessEnv;
  secrets: Record<string, string>;
  /** `name=value` of a workflow that is started by hand. */
  inputs?: Record<string, string>;
}

const standIns = join(import.meta.dirname, '../../stand-ins');

/**
 * Runs a workflow of a repository by act, on this machine itself. Third-party actions are stood in for; each job has
 * a checkout of its own, as on GitHub.
 */
export function startWorkflow({ root, workflow, event, payload, env, secrets, inputs = {} }: ActOptions) {
  const begun = Date.now();
  const running = start(
    goTool('act'),
    [
      ...[event, '--workflows', join('.github/workflows', workflow), '--json'],
      ...['--platform', 'ubuntu-24.04=-self-hosted'],
      ...actionsUsed(root).flatMap((action) => ['--local-repository', `${action}=${standInOf(action)}`]),
      ...Object.keys(secrets).flatMap((name) => ['--secret', name]),
      ...Object.entries(inputs).flatMap(([name, value]) => ['--input', `${name}=${value}`]),
      ...(payload === undefined ? [] : ['--eventpath', payload]),
    ],
    // A secret that is named alone is read from the environment, and is in no list of processes.
    { cwd: root, env: { ...env, ...secrets, GITHUB_REPOSITORY: undefined } },
  );
  return {
    ...running,
    ended: running.ended.then(({ code, output }): WorkflowRun => {
      const seconds = (Date.now() - begun) / 1000;
      return { code, ...readRun(output), seconds };
    }),
  };
}

interface Line {
  job?: string;
  /** The job's key in its workflow. */
  jobID?: string;
  msg?: string;
  jobResult?: string;
}

/** Reads act's log: an object per line. */
export function readRun(log: string): Pick<WorkflowRun, 'jobs' | 'output'> {
  const jobs: Record<string, string> = {};
  const output: string[] = [];
  for (const text of log.split('\n')) {
    const line = parse(text);
    if (!line) {
      output.push(text);
      continue;
    }
    const { job = '', msg = '', jobResult } = line;
    if (jobResult !== undefined) jobs[pathOf(line)] = jobResult;
    output.push(`${job.padEnd(24)} | ${msg.trimEnd()}`);
  }
  return { jobs, output: output.join('\n') };
}

/** act names a job by its workflow, and one of a called workflow by the calling job and that workflow. */
function pathOf({ job = '', jobID = '' }: Line): string {
  const [caller = '', ...called] = job.split('/');
  return called.length > 1 ? `${caller}/${jobID}` : jobID;
}

function parse(text: string): Line | undefined {
  try {
    return JSON.parse(text) as Line;
  } catch {
    return undefined;
  }
}

/** `owner/name@sha` of each action that the workflows use. */
function actionsUsed(root: string): string[] {
  const files = ['workflows', 'actions'].flatMap((folder) =>
    readdirSync(join(root, '.github', folder), { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile() && entry.name.endsWith('.yml'))
      .map(({ parentPath, name }) => readFileSync(join(parentPath, name), 'utf8')),
  );
  const used = files.flatMap((text) => [
    ...text.matchAll(/uses: ([\w-]+\/[\w-]+)(?:\/[\w-]+)*@([0-9a-f]{40})/g),
  ]);
  const all = used.map(([, name = '', sha = '']) => `${name}@${sha}`);
  return [...new Set(all)].filter((action) => existsSync(standInOf(action)));
}

const standInOf = (action: string): string => join(standIns, action.split('@')[0] ?? '');
