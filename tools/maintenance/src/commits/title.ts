import { readFileSync } from 'node:fs';

/**
 * The title of the pull request that a workflow runs for, from the event that GitHub hands over.
 *
 * @param eventFile undefined outside of a workflow
 * @returns undefined when the run is for something else
 */
export function titleOf(eventFile: string | undefined): string | undefined {
  if (!eventFile) return undefined;
  const event = JSON.parse(readFileSync(eventFile, 'utf8')) as { pull_request?: { title: string } };
  return event.pull_request?.title;
}
