import type { DeliveryEvent } from '../event.ts';
import { headline } from './headline.ts';
import { fit, oneLine } from './text.ts';

/** Of the reason, so that a receiver can count on a body of less than a megabyte. */
const shown = { services: 500, reason: 60_000 } as const;

/**
 * The body of the generic webhook. Fields are added within a version; whatever a receiver could trip over is a new one.
 */
export interface WebhookPayload {
  version: 1;
  /** The same over retries, and in the header `X-Prod-E-Delivery`. Only this one is covered by the signature. */
  delivery: string;
  /** What happened and where, for a person. */
  text: string;
  /** As {@link DeliveryEvent}, `at` as ISO 8601 in UTC, or null where it is not known. */
  event: Omit<DeliveryEvent, 'at'> & { at: string | null };
}

export function payload(event: DeliveryEvent, delivery: string): WebhookPayload {
  return {
    version: 1,
    delivery,
    text: fit(oneLine(headline(event)), 1000),
    event: {
      ...event,
      services: event.services.slice(0, shown.services),
      ...(event.reason !== undefined && { reason: fit(event.reason, shown.reason) }),
      at: Number.isNaN(event.at.getTime()) ? null : event.at.toISOString(),
    },
  };
}
