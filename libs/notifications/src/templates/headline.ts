import type { DeliveryEvent } from '../event.ts';
import { oneLine } from './text.ts';

const shownServices = 3;

/**
 * What happened and where, in one line: what a phone shows.
 *
 * @example prod: failed – backend put back (d-20261124T081530123Z-9f3a)
 */
export function headline(event: DeliveryEvent): string {
  const services = summary(event.services);
  return oneLine(
    [
      `${event.environment}: ${whatHappened(event)}`,
      services && ` – ${services}`,
      event.deploymentId !== undefined && ` (${event.deploymentId})`,
    ]
      .filter(Boolean)
      .join(''),
  );
}

/** A deployment is what goes without saying. */
function whatHappened({ kind, action }: DeliveryEvent): string {
  const saysItself = kind === 'rolled back' || kind === 'approval wanted' || kind === 'drifted';
  if (saysItself || action === 'deploy') return kind;
  return `${action === 'drift' ? 'drift check' : action} ${kind}`;
}

/** `backend put back, prometheus live`: services that ended in the same way are named together. */
function summary(services: DeliveryEvent['services']): string {
  const byEnding = Map.groupBy(services.slice(0, shownServices), ({ ending }) => ending ?? '');
  const groups = [...byEnding].map(([ending, group]) =>
    `${group.map(({ name }) => name).join(', ')} ${ending}`.trimEnd(),
  );
  const more = services.length - shownServices;
  return groups.join(', ') + (more > 0 ? ` and ${more} more` : '');
}
