import { describeError } from '@prod-e/errors';
import { table, type Paint, type Style } from '@prod-e/terminal';
import { fromTo } from '../decide/index.ts';
import type { Ending, Outcome } from './outcome.ts';

const styles: Record<Ending, Style> = {
  unchanged: 'dim',
  live: 'green',
  removed: 'green',
  failed: 'red',
  'put back': 'yellow',
  stopped: 'yellow',
  'not started': 'yellow',
};

/** The closing table of a deployment, the reasons of what failed, and where the services are. */
export function report(outcomes: Outcome[], paint: Paint): string {
  const rows = outcomes.map(({ decision, ending, milliseconds }) => [
    decision.name,
    decision.change + (decision.reason === '' ? '' : ` (${decision.reason})`),
    fromTo(decision),
    (milliseconds / 1000).toFixed(1),
    paint(styles[ending], ending),
  ]);
  const head = ['stack', 'change', 'from → to', 'seconds', 'outcome'].map((cell) => paint('bold', cell));
  return [table([head, ...rows]), ...reasons(outcomes), ...urls(outcomes, paint)].join('\n');
}

/** Several stacks can have failed of one cause, which is told once. */
function reasons(outcomes: Outcome[]): string[] {
  const errors = new Set(outcomes.map(({ error }) => error).filter((error) => error !== undefined));
  return [...errors].map((error) => `\n${describeError(error)}`);
}

function urls(outcomes: Outcome[], paint: Paint): string[] {
  const live = outcomes.filter(
    ({ ending }) => ending === 'live' || ending === 'unchanged' || ending === 'put back',
  );
  const rows = live.flatMap(({ decision: { name, wanted } }) =>
    wanted?.stack.service?.url === undefined ? [] : [[name, paint('cyan', wanted.stack.service.url)]],
  );
  return rows.length === 0 ? [] : ['', table(rows)];
}
