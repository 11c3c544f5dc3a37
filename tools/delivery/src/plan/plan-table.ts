import { fromTo, type Change } from '../decide/index.ts';
import { table, type Paint, type Style } from '@prod-e/terminal';
import { summaryLine, type Plan } from './summary.ts';

const styles: Record<Change, Style> = {
  unchanged: 'dim',
  create: 'green',
  update: 'cyan',
  retry: 'yellow',
  drifted: 'yellow',
  remove: 'red',
};

/** The plan for a terminal. */
export function planTable({ environment, decisions }: Plan, paint: Paint): string {
  const head = ['stack', 'change', 'what differs', 'from → to'].map((cell) => paint('bold', cell));
  const rows = decisions.map((decision) => [
    decision.name,
    paint(styles[decision.change], decision.change),
    decision.reason,
    fromTo(decision),
  ]);
  const isDone = decisions.every(({ change }) => change === 'unchanged');
  const closing = isDone ? 'nothing to do' : summaryLine(decisions);
  return [table([head, ...rows]), '', `${environment}: ${closing}`].join('\n');
}
