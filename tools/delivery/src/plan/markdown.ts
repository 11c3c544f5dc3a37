import { fromTo } from '../decide/index.ts';
import { cell, fence } from '../output/markdown.ts';
import { summaryLine, type Plan } from './summary.ts';

/** GitHub refuses a comment of more characters than these. */
export const commentLimit = 65_536;

/** Room for the sentence that says what was cut. */
const reserve = 200;

/**
 * The plan for a pull request. However large it is, it fits a comment of GitHub's: what Terraform says is cut first,
 * then the table's last rows, and never the summary.
 */
export function planMarkdown(
  { environment, commit, decisions, details }: Plan,
  limit = commentLimit,
): string {
  const summary = [
    `<!-- prod-e plan ${environment} -->`,
    `### Plan for \`${environment}\`: ${isDone(decisions) ? 'nothing to do' : summaryLine(decisions)}`,
    '',
    `Commit \`${commit.slice(0, 12)}\``,
    '',
  ].join('\n');
  const pending = decisions.filter(({ change }) => change !== 'unchanged');
  if (pending.length === 0) return summary;

  const head = '| stack | change | what differs | from → to |\n| --- | --- | --- | --- |\n';
  const rows = pending.map(
    (decision) =>
      `| ${[decision.name, decision.change, decision.reason, fromTo(decision)].map(cell).join(' | ')} |\n`,
  );
  const listed = fitting(rows, limit - summary.length - head.length - reserve);
  const sections = [...details].map(
    ([stack, text]) => `\n<details><summary>${cell(stack)}</summary>\n\n${fence(text)}\n</details>\n`,
  );
  const room = limit - summary.length - head.length - listed.text.length - reserve;
  const shown = fitting(sections, room);
  return [
    ...[summary, head, listed.text],
    left(listed.left, 'more stacks change, which do not fit here'),
    shown.text,
    left(shown.left, 'stacks have details that do not fit here: see the run’s log'),
  ].join('');
}

const isDone = (decisions: Plan['decisions']): boolean =>
  decisions.every(({ change }) => change === 'unchanged');

/** As many of the texts, from the first on, as fit. */
function fitting(texts: string[], room: number): { text: string; left: number } {
  let text = '';
  let count = 0;
  for (const next of texts) {
    if (text.length + next.length > room) break;
    text += next;
    count += 1;
  }
  return { text, left: texts.length - count };
}

const left = (count: number, what: string): string => (count === 0 ? '' : `\n${count} ${what}.\n`);
