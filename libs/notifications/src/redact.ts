import type { Channel } from './event.ts';

export type Environment = Record<string, string | undefined>;

/** Below this a value is more likely a word than a secret, and taking it out would make a text unreadable. */
const leastLength = 8;

/** A part of an address that is long enough to be a secret of its own. */
const leastPartLength = 16;

/** Values that must not be told: of the variables that the channels name, and of the credentials of AWS. */
export function secretsOf(channels: Channel[], env: Environment): string[] {
  const values = channels.flatMap((channel): (string | undefined)[] => {
    switch (channel.kind) {
      case 'slack':
        return addressParts(env[channel.urlVariable]);
      case 'webhook':
        return [...addressParts(channel.url), env[channel.secretVariable]];
      case 'email':
        return [env['AWS_SECRET_ACCESS_KEY'], env['AWS_SESSION_TOKEN']];
      case 'job-summary':
        return [];
    }
  });
  return values.flatMap((value) => value?.trim() ?? []).filter((value) => value.length >= leastLength);
}

/**
 * Takes secrets out of texts, as they are and as they look in JSON or in an address.
 *
 * @returns a function of a value of any depth that leaves everything but its texts as it is
 */
export function redactor(secrets: string[]): <T>(value: T) => T {
  const forms = secrets.flatMap((secret) => [
    secret,
    JSON.stringify(secret).slice(1, -1),
    encodeURIComponent(secret.toWellFormed()),
  ]);
  // The longest first: an address before the parts of it.
  const unique = [...new Set(forms)].sort((a, b) => b.length - a.length);
  const redact = (text: string) => unique.reduce((rest, form) => rest.replaceAll(form, '[redacted]'), text);
  return (value) => mapTexts(value, redact);
}

function mapTexts<T>(value: T, map: (text: string) => string): T;
function mapTexts(value: unknown, map: (text: string) => string): unknown {
  if (typeof value === 'string') return map(value);
  if (Array.isArray(value)) return value.map((item) => mapTexts<unknown>(item, map));
  if (typeof value !== 'object' || value === null || value instanceof Date) return value;
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, mapTexts<unknown>(item, map)]));
}

/** An address, and what of it could be a secret: it can be told apart from the rest by an error. */
function addressParts(address: string | undefined): string[] {
  if (address === undefined) return [];
  if (!URL.canParse(address)) return [address];
  const { href, host, pathname, search, searchParams, password } = new URL(address);
  const parts = [
    pathname + search,
    pathname,
    `${host}${pathname}${search}`,
    ...pathname.split('/'),
    ...searchParams.values(),
    password,
  ];
  return [address, href, ...parts.filter((part) => part.length >= leastPartLength)];
}
