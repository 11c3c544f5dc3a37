import type { FlatHeaders } from '@prod-e/lifecycle';

/** For JSON that no page embeds: nothing may load, frame or sniff it, and it is asked for over TLS, which ends in front. */
export const securityHeaders: FlatHeaders = [
  'Content-Security-Policy',
  "default-src 'none'; frame-ancestors 'none'",
  'Cross-Origin-Resource-Policy',
  'same-origin',
  'Referrer-Policy',
  'no-referrer',
  'Strict-Transport-Security',
  'max-age=31536000; includeSubDomains',
  'X-Content-Type-Options',
  'nosniff',
];
