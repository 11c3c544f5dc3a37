import { ourCommand, splitLine } from './shell-line.ts';
import type { Job, Workflow } from './workflow.ts';

const changes = ['deploy', 'rollback', 'destroy'];

/** Whether it changes what an environment runs, by itself or by the workflow that it calls. */
export const deploys = (job: Job): boolean =>
  job.steps.some(({ run = '' }) => verbsOf(run).some((verb) => changes.includes(verb))) ||
  (job.called?.jobs.some(deploys) ?? false);

/** `deploy` of `npx nx affected -t test deploy`, `nx run infra:deploy:dev`, `nx deploy infra` and `npm run deploy`. */
function verbsOf(line: string): string[] {
  const [program, ...args] = ourCommand(splitLine(line)) ?? [];
  if (program === 'npm')
    return args[0] === 'run' ? args.filter((word) => !word.startsWith('-')).slice(1, 2) : [];
  if (program !== 'nx') return [];
  if (args[0] === 'run') return [args[1]?.split(':')[1] ?? ''];
  return [args[0] ?? '', ...selectedTargets(args)];
}

/** What stands behind `-t`, up to the next option, and behind `--targets=`. */
function selectedTargets(args: readonly string[]): string[] {
  const [, ...long] = args.find((word) => /^--targets?=/.test(word))?.split(/[=,]/) ?? [];
  const start = args.findIndex((word) => /^(?:-t|--targets?)$/.test(word));
  if (start < 0) return long;
  const behind = args.slice(start + 1);
  const end = behind.findIndex((word) => word.startsWith('-'));
  return [...long, ...behind.slice(0, end < 0 ? undefined : end).flatMap((word) => word.split(','))];
}

/** Whether it may put something where others take it from, in the name of the project. */
export function publishes({ permissions }: Job): boolean {
  if (typeof permissions !== 'object') return permissions === 'write-all';
  return ['id-token', 'packages'].some((scope) => permissions[scope] === 'write');
}

/** Whether it runs only when another workflow calls it. */
export const isOnlyCalled = ({ on }: Workflow): boolean => Object.keys(on).join() === 'workflow_call';

/** Every job that another needs, and those that they need. */
export function ancestorsOf(job: Job, workflow: Workflow): Set<string> {
  const found = new Set<string>();
  const follow = ({ needs }: Job): void => {
    for (const need of needs.filter((id) => !found.has(id))) {
      found.add(need);
      workflow.jobs.filter(({ id }) => id === need).forEach(follow);
    }
  };
  follow(job);
  return found;
}
