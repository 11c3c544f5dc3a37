import type { Delivery } from '../src/channels/delivery.ts';
import { startBudget } from '../src/budget.ts';
import { anEvent } from './event.ts';

/** A delivery of a failure with a minute of time, which no test needs. */
export function aDelivery(different: Partial<Delivery> = {}): Delivery & { clear: () => void } {
  const { signal, deadline, clear } = startBudget(60_000);
  return { event: anEvent(), env: {}, redact: (text) => text, signal, deadline, clear, ...different };
}
