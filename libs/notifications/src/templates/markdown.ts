import type { DeliveryEvent } from '../event.ts';
import { facts } from './facts.ts';
import { headline } from './headline.ts';
import { safeLink } from './link.ts';
import { fit, oneLine, severalLines, shortHash, withoutMentions } from './text.ts';

const shown = { services: 100, name: 100, headline: 300, reason: 20_000, command: 2000 } as const;

/** An event as a part of a page in GitHub's Markdown. */
export function markdown(event: DeliveryEvent): string {
  const link = safeLink(event.link);
  return [
    markdownHeadline(event),
    facts(event)
      .map(([name, value]) => `- ${name}: ${code(value)}`)
      .join('\n'),
    services(event.services),
    event.reason ? `**Why**\n\n${codeBlock(event.reason, shown.reason)}` : '',
    event.rollbackCommand ? `**Roll back**\n\n${codeBlock(event.rollbackCommand, shown.command)}` : '',
    link === undefined ? '' : `[Read on](<${link}>)`,
  ]
    .filter((part) => part !== '')
    .map((part) => `${part}\n`)
    .join('\n');
}

/** The least that there is to say of an event. */
export const markdownHeadline = (event: DeliveryEvent): string =>
  `### ${entities(fit(withoutMentions(headline(event)), shown.headline))}`;

function services(all: DeliveryEvent['services']): string {
  if (all.length === 0) return '';
  const rows = all
    .slice(0, shown.services)
    .map(({ name, from, to, ending }) => [name, shortHash(from ?? ''), shortHash(to ?? ''), ending ?? '']);
  const more = all.length - shown.services;
  return [
    '| service | from | to | ending |',
    '| --- | --- | --- | --- |',
    ...rows.map((cells) => `| ${cells.map(code).join(' | ')} |`),
    ...(more > 0 ? ['', `and ${more} more services`] : []),
  ].join('\n');
}

/** As HTML and not between backticks, since in a table these do not keep a pipe from ending the cell. */
function code(text: string): string {
  const line = oneLine(text);
  return line === '' ? '' : `<code>${entities(fit(line, shown.name))}</code>`;
}

/** A fence that is longer than every run of backticks in the text, which therefore cannot end it. */
function codeBlock(text: string, limit: number): string {
  const content = fit(severalLines(text), limit);
  const longest = Math.max(2, ...(content.match(/`+/g) ?? []).map((run) => run.length));
  const fence = '`'.repeat(longest + 1);
  return `${fence}text\n${content}\n${fence}`;
}

/** An entity is never syntax: not of Markdown, of a table, of HTML, of a formula, nor a part of an address. */
const entities = (text: string): string =>
  text.replace(/[!-,./:-@[-`{-~]/g, (character) => `&#${character.charCodeAt(0)};`);
