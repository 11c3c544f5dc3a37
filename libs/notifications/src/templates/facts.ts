import type { DeliveryEvent } from '../event.ts';
import { duration, oneLine, shortHash, time } from './text.ts';

/** What every channel tells of an event beside its services: a name, and a text on one line. */
export type Fact = [name: string, text: string];

export function facts(event: DeliveryEvent): Fact[] {
  const all: [string, string | undefined][] = [
    ['Who', event.actor],
    ['Commit', arrow(event.previousCommit, event.commit)],
    ['Took', duration(event.milliseconds)],
    ['When', time(event.at)],
    ['Deployment', event.deploymentId],
  ];
  return all.flatMap(([name, text]): Fact[] => {
    const line = oneLine(text ?? '');
    return line === '' ? [] : [[name, line]];
  });
}

/** `in-11111111 → in-22222222, put back`; empty when nothing is known. */
export function serviceChange({ from, to, ending }: DeliveryEvent['services'][number]): string {
  const change = from === undefined && to === undefined ? '' : arrow(from ?? 'new', to ?? 'removed');
  return [change, oneLine(ending ?? '')].filter(Boolean).join(', ');
}

const arrow = (from: string | undefined, to: string): string =>
  from === undefined || from === to ? shortHash(to) : `${shortHash(from)} → ${shortHash(to)}`;
