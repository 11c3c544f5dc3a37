import type { DeliveryEvent } from '../event.ts';
import { facts, serviceChange } from './facts.ts';
import { headline } from './headline.ts';
import { safeLink } from './link.ts';
import { fit, oneLine, severalLines } from './text.ts';

/** SNS wants a subject of less than 100 characters. */
const subjectLength = 99;

const shown = { services: 100, line: 300, reason: 20_000, command: 2000 } as const;

export interface Mail {
  /** ASCII on one line. */
  subject: string;
  /** Plain text. */
  body: string;
}

export function mail(event: DeliveryEvent): Mail {
  const title = headline(event);
  return { subject: ascii(title).slice(0, subjectLength).trim(), body: body(title, event) };
}

function body(title: string, event: DeliveryEvent): string {
  const link = safeLink(event.link);
  return [
    fit(title, shown.line),
    facts(event)
      .map(([name, value]) => `${`${name}:`.padEnd(12)}${fit(value, shown.line)}`)
      .join('\n'),
    part('Services', services(event.services)),
    part('Why', fit(severalLines(event.reason ?? ''), shown.reason)),
    part('Roll back', fit(severalLines(event.rollbackCommand ?? ''), shown.command)),
    link === undefined ? '' : `Read on: ${link}`,
  ]
    .filter((text) => text !== '')
    .map((text) => `${text}\n`)
    .join('\n');
}

function services(all: DeliveryEvent['services']): string {
  const lines = all.slice(0, shown.services).map((service) => {
    const change = serviceChange(service);
    return fit(oneLine(service.name) + (change === '' ? '' : `: ${change}`), shown.line);
  });
  const more = all.length - shown.services;
  return [...lines, ...(more > 0 ? [`and ${more} more`] : [])].join('\n');
}

/** Indented, so that nothing in it can pass for a line of ours. */
const part = (name: string, text: string): string =>
  text === '' ? '' : `${name}:\n${text.replace(/^/gm, '  ')}`;

/** A letter without its accent says more than a question mark. */
const ascii = (text: string): string =>
  text
    .replace(/[–—]/g, '-')
    .replaceAll('→', '->')
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .replace(/[^\x20-\x7E]/gu, '?');
