import { readDriftMarker, type DriftOutcome } from '@prod-e/delivery/drift-marker';
import { exitCode, UserError } from '@prod-e/errors';
import { readMarkdown } from '../output/read-markdown.ts';

export interface Report {
  outcome: DriftOutcome;
  markdown: string;
}

/**
 * Reads what `npm run drift -- --markdown=<file>` has written.
 *
 * @throws UserError (exit 1) where the check failed, so that nothing is known; (exit 2) for what is no such report
 */
export function readReport(workspaceRoot: string, file: string, environment: string): Report {
  const check = `npm run drift -- --environment=${environment} --markdown=${file}`;
  const text = readMarkdown(workspaceRoot, file, check);
  if (text.trim() === '') {
    throw new UserError(
      `drift of ${environment} is not known, since the check failed: its issue is left as it is`,
      {
        where: file,
        next: `see why the step before failed: ${check}`,
      },
    );
  }
  const marker = readDriftMarker(text);
  if (marker?.environment !== environment) {
    const what = marker ? `a report of ${marker.environment}` : 'no report of drift';
    throw new UserError(`${file} is ${what}`, { where: file, next: check, exit: exitCode.usage });
  }
  return { outcome: marker.outcome, markdown: text.slice(text.indexOf('\n') + 1).trim() };
}
