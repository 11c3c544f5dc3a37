import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { link } from './link.ts';
import { parseWorkflow } from './parse.ts';
import type { Workflow } from './workflow.ts';

const workflowsFolder = '.github/workflows';
const actionsFolder = '.github/actions';

/**
 * Reads every workflow and composite action of a workspace, each with what it calls.
 *
 * @throws UserError where a file is no workflow or action
 */
export function readWorkflows(workspaceRoot: string): Workflow[] {
  const read = (file: string): Workflow =>
    parseWorkflow(file, readFileSync(join(workspaceRoot, file), 'utf8'));
  return link(workflowFiles(workspaceRoot).map(read));
}

/** Their paths in the workspace, sorted. */
export function workflowFiles(workspaceRoot: string): string[] {
  const list = (folder: string): string[] =>
    existsSync(join(workspaceRoot, folder))
      ? readdirSync(join(workspaceRoot, folder), { recursive: true, encoding: 'utf8' })
          .sort()
          .map((name) => join(folder, name))
      : [];
  return [
    ...list(workflowsFolder).filter((file) => /\.ya?ml$/.test(file)),
    ...list(actionsFolder).filter((file) => /\/action\.ya?ml$/.test(file)),
  ];
}
