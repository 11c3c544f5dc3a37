/** The route label of requests that no route matched: one constant, or every scanner would make new series. */
export const unmatchedRoute = 'unmatched';

/** Methods that get a label of their own; whatever else the parser lets through is one more series, not thirty. */
const knownMethods = new Set(['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS']);

export interface RequestLabels {
  method: string;
  route: string;
  status: string;
}

/** What was seen of the requests of one method, route and status. */
export interface Slot {
  labels: RequestLabels;
  failed: boolean;
  count: number;
  /** Seconds. */
  sum: number;
  /** How many fell into each bucket, and into none of those before it; the last is +Inf. */
  buckets: number[];
}

export interface RequestSlots {
  record(method: string, route: string, status: number, seconds: number): void;
  all(): Iterable<Slot>;
}

/**
 * Counts requests in slots found by three map look-ups. prom-client builds a key from the labels at each
 * observation, which cost more than all else of a request's metrics; it reads these slots when it is scraped instead.
 *
 * @param bounds upper bounds of the buckets, in seconds, ascending
 */
export function createRequestSlots(bounds: readonly number[]): RequestSlots {
  const slots: Slot[] = [];
  const byRoute = new Map<string, Map<string, Map<number, Slot>>>();

  const open = (method: string, route: string, status: number): Slot => {
    const labels = { method: knownMethods.has(method) ? method : 'OTHER', route, status: String(status) };
    const slot = {
      labels,
      failed: status >= 500,
      count: 0,
      sum: 0,
      buckets: new Array<number>(bounds.length + 1).fill(0),
    };
    slots.push(slot);
    return slot;
  };

  const find = (method: string, route: string, status: number): Slot => {
    const key = knownMethods.has(method) ? method : 'OTHER';
    const byMethod = getOrAdd(byRoute, route, () => new Map<string, Map<number, Slot>>());
    const byStatus = getOrAdd(byMethod, key, () => new Map<number, Slot>());
    return getOrAdd(byStatus, status, () => open(key, route, status));
  };

  return {
    record(method, route, status, seconds) {
      const slot = find(method, route, status);
      let bucket = 0;
      while (bucket < bounds.length && seconds > (bounds[bucket] ?? Infinity)) bucket += 1;
      slot.count += 1;
      slot.sum += seconds;
      slot.buckets[bucket] = (slot.buckets[bucket] ?? 0) + 1;
    },
    all: () => slots,
  };
}

function getOrAdd<Key, Value>(map: Map<Key, Value>, key: Key, make: () => Value): Value {
  let value = map.get(key);
  if (value === undefined) map.set(key, (value = make()));
  return value;
}
