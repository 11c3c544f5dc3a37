import { createHmac, timingSafeEqual } from 'node:crypto';

/** Headers of a webhook's request, in the case that they are found in where they are looked up. */
export const webhookHeaders = {
  event: 'x-prod-e-event',
  delivery: 'x-prod-e-delivery',
  timestamp: 'x-prod-e-timestamp',
  signature: 'x-prod-e-signature-256',
} as const;

interface Signed {
  body: string;
  event: string;
  delivery: string;
  key: string;
  at: Date;
}

export function signedHeaders({ body, event, delivery, key, at }: Signed): Record<string, string> {
  const timestamp = String(Math.floor(at.getTime() / 1000));
  return {
    'content-type': 'application/json; charset=utf-8',
    'X-Prod-E-Event': event,
    'X-Prod-E-Delivery': delivery,
    'X-Prod-E-Timestamp': timestamp,
    'X-Prod-E-Signature-256': `sha256=${hmac(key, timestamp, body).toString('hex')}`,
  };
}

export interface VerifyOptions {
  /** Seconds that the request's time may differ from `now`, to either side. Default 300. */
  toleranceSeconds?: number;
  now?: Date;
}

/**
 * Whether a webhook's request was signed with one of the keys, and lately. For the receiver: what it then reads from
 * the body can be trusted, the headers of event and delivery are not signed. Who must not act twice on a request that
 * is sent again within the tolerance remembers the body's `delivery`.
 *
 * @param body as it was received, byte for byte
 * @param headers of the request, as of Node's `request.headers` or of `fetch`
 * @param secrets the keys that are valid; two while one is replaced by another
 * @returns false for whatever is not a right signature. It never throws
 */
export function verifySignature(
  body: string | Uint8Array,
  headers: Headers | Record<string, string | string[] | undefined>,
  secrets: string[],
  { toleranceSeconds = 300, now = new Date() }: VerifyOptions = {},
): boolean {
  const timestamp = header(headers, webhookHeaders.timestamp);
  const given = /^sha256=([0-9a-f]{64})$/.exec(header(headers, webhookHeaders.signature))?.[1];
  if (given === undefined || !/^\d{1,12}$/.test(timestamp)) return false;
  const signature = Buffer.from(given, 'hex');
  // Every key is tried, whichever fits, so that the time it takes says nothing. An empty one is known to everybody.
  const matches = secrets
    .filter((secret) => secret !== '')
    .map((secret) => timingSafeEqual(hmac(secret, timestamp, body), signature));
  const age = Math.abs(now.getTime() / 1000 - Number(timestamp));
  return matches.includes(true) && age <= toleranceSeconds;
}

const hmac = (key: string, timestamp: string, body: string | Uint8Array): Buffer =>
  createHmac('sha256', key).update(`${timestamp}.`).update(body).digest();

/** A header's one value. None, and several, are no value. */
function header(headers: Headers | Record<string, string | string[] | undefined>, name: string): string {
  const entries = headers instanceof Headers ? [...headers] : Object.entries(headers);
  const values = entries.filter(([key]) => key.toLowerCase() === name).flatMap(([, value]) => value ?? []);
  return values.length === 1 ? (values[0] ?? '') : '';
}
