import { UserError } from '@prod-e/errors';
import { LineCounter, parseDocument } from 'yaml';
import { z } from 'zod';
import { notesOf, type Notes } from './notes.ts';
import { actionSchema, jobSchema, workflowSchema, type stepSchema } from './schema.ts';
import type { Job, Step, Use, Workflow } from './workflow.ts';

type Keys = readonly (string | number)[];

/**
 * Reads a workflow, or the action of a file named `action.yml`.
 *
 * @throws UserError where its YAML is broken, or is neither
 */
export function parseWorkflow(file: string, text: string): Workflow {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines });
  const [broken] = document.errors;
  if (broken) throw notReadable(file, broken.message.trim());
  const notes = notesOf(document, lines);
  try {
    const content = z.record(z.string(), z.unknown()).parse(document.toJS());
    return /\/action\.ya?ml$/.test(file)
      ? actionOf({ file, text, content }, notes)
      : workflowOf({ file, text, content }, notes);
  } catch (cause) {
    throw notReadable(file, cause instanceof z.ZodError ? z.prettifyError(cause) : String(cause));
  }
}

const notReadable = (file: string, why: string): UserError =>
  new UserError(`this is no workflow: ${why}`, { where: file, next: 'npm run workflows, after an edit' });

type Source = Pick<Workflow, 'file' | 'text' | 'content'>;

function workflowOf(source: Source, notes: Notes): Workflow {
  const { on, permissions, concurrency, jobs } = workflowSchema.parse(source.content);
  return {
    ...{ ...source, kind: 'workflow', on, permissions, concurrency },
    jobs: Object.entries(jobs).map(([id, job]) => jobOf(id, job, notes)),
  };
}

function actionOf(source: Source, notes: Notes): Workflow {
  const { runs } = actionSchema.parse(source.content);
  const job = jobOf('runs', jobSchema.parse({}), notes);
  const steps = runs.steps.map((step, index) => stepOf(step, ['runs', 'steps', index], notes));
  return {
    ...{ ...source, kind: 'action', on: {}, permissions: undefined, concurrency: undefined },
    jobs: [{ ...job, line: notes.lineOf(['runs']), steps }],
  };
}

function jobOf(id: string, job: z.infer<typeof jobSchema>, notes: Notes): Job {
  const path = ['jobs', id];
  const { permissions, environment, concurrency, steps } = job;
  const names = typeof permissions === 'object' ? Object.keys(permissions) : [];
  return {
    ...{ id, line: notes.lineOf(path), content: job, needs: job.needs, if: job.if, permissions, concurrency },
    permissionReasons: Object.fromEntries(
      names.map((name) => [name, notes.commentOf([...path, 'permissions', name])]),
    ),
    ...{ runsOn: job['runs-on'], timeoutMinutes: job['timeout-minutes'] },
    hasEnvironment: environment !== undefined && environment !== null,
    uses: useOf(job.uses, path, notes),
    called: undefined,
    steps: steps.map((step, index) => stepOf(step, [...path, 'steps', index], notes)),
  };
}

function stepOf(step: z.infer<typeof stepSchema>, path: Keys, notes: Notes): Step {
  const { name, uses, run } = step;
  return {
    ...{ name: name ?? uses ?? run?.trim().split('\n')[0] ?? '', line: notes.lineOf(path) },
    ...{ if: step.if, uses: useOf(uses, path, notes), action: undefined, with: step.with, run },
  };
}

function useOf(reference: string | undefined, path: Keys, notes: Notes): Use | undefined {
  if (reference === undefined) return undefined;
  const keys = [...path, 'uses'];
  return { reference, comment: notes.commentOf(keys), line: notes.lineOf(keys) };
}
