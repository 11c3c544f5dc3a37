/** What a check of drift has come to: `unchecked` while a deployment is under way. One that failed leaves an empty report. */
export type DriftOutcome = 'clean' | 'drifted' | 'unchecked';

/** The first line of a report as Markdown, for programs: invisible on a page. */
export const driftMarker = (environment: string, outcome: DriftOutcome): string =>
  `<!-- prod-e drift ${environment}: ${outcome} -->`;

/** What a report says in its first line; `undefined` for a text that is no report. */
export function readDriftMarker(
  markdown: string,
): { environment: string; outcome: DriftOutcome } | undefined {
  const [, environment, outcome] =
    /^<!-- prod-e drift ([\w.-]+): (clean|drifted|unchecked) -->\r?\n/.exec(markdown) ?? [];
  return environment === undefined ? undefined : { environment, outcome: outcome as DriftOutcome };
}
