/** Names whose values never reach a log, in any spelling that HTTP libraries use for them. */
const names = [
  'authorization',
  'Authorization',
  'proxy-authorization',
  'cookie',
  'Cookie',
  'set-cookie',
  'Set-Cookie',
  'x-api-key',
  'password',
  'passwd',
  'secret',
  'clientSecret',
  'token',
  'accessToken',
  'refreshToken',
  'apiKey',
];

/** Each of them at the top of a log line and up to three levels deep (`req.headers.cookie`, `err.config.headers.cookie`). */
const levels = ['', '*.', '*.*.', '*.*.*.'];

/** pino's `redact` option. */
export const redaction = {
  paths: names.flatMap((name) =>
    levels.map((level) => (name.includes('-') ? `${level.slice(0, -1)}["${name}"]` : level + name)),
  ),
  censor: '[redacted]',
};
