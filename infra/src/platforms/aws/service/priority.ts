import { createHash } from 'node:crypto';

/** A listener takes priorities from 1 to 50,000. */
const places = 50_000;

/**
 * Priority of a service's rule at the listener that all share: the same in every synthesis, and its own. It comes from
 * the name alone, so that another service changes nothing; only where two meet, the later one moves on.
 *
 * @param names of all services that have a rule
 */
export function priorityOf(name: string, names: string[], placeOf = hashPlace): number {
  const taken = new Set<number>();
  for (const other of [...names].sort()) {
    let place = placeOf(other);
    while (taken.has(place)) place = (place + 1) % places;
    if (other === name) return place + 1;
    taken.add(place);
  }
  throw new Error(`${name} is none of ${names.join(', ')}`);
}

const hashPlace = (name: string): number =>
  createHash('sha256').update(name).digest().readUInt32BE(0) % places;
