import { isOurs, type Written } from '../comment/marker.ts';
import type { Report } from './read-report.ts';
import { closing, issueBody, newlyDiffers, newRows, saySame } from './texts.ts';

export interface Issue extends Written {
  number: number;
  /** Only of a pull request, which the list of issues has too. */
  pull_request?: object | undefined;
}

/** What is to be done with the issues of an environment. */
export interface Actions {
  /** Text of a new issue. */
  open?: string;
  /** A new text of one, and what is said under it where something else differs by now. */
  update?: { number: number; body: string; comment?: string };
  /** Those that are over, each with what is said under it. */
  close: { number: number; comment: string; reason: 'completed' | 'not_planned' }[];
}

export interface Situation {
  environment: string;
  report: Report;
  /** Open issues, the oldest first. */
  issues: Issue[];
  /** Login of whoever this token writes as. */
  author: string;
  marker: string;
  link?: string | undefined;
}

/** One issue while an environment has drifted, and none while it has not. */
export function decide({ environment, report, issues, author, marker, link }: Situation): Actions {
  const ours = issues.filter((issue) => !issue.pull_request && isOurs(issue, marker, author));
  const [first, ...doubles] = ours;
  if (report.outcome === 'unchecked') return { close: [] };
  if (report.outcome === 'clean') {
    const comment = closing(environment, link);
    return { close: ours.map(({ number }) => ({ number, comment, reason: 'completed' })) };
  }
  const body = issueBody(marker, environment, report.markdown, link);
  if (!first) return { open: body, close: [] };
  const close = doubles.map(({ number }) => ({
    ...{ number, comment: `The same as #${first.number}.`, reason: 'not_planned' as const },
  }));
  const before = first.body ?? '';
  if (saySame(before, body)) return { close };
  const rows = newRows(before, report.markdown);
  const comment = rows.length > 0 ? { comment: newlyDiffers(rows, link) } : {};
  return { update: { number: first.number, body, ...comment }, close };
}
