/** What a registry asks of who comes unknown, as its `WWW-Authenticate` says. */
export interface Challenge {
  /** In lower case: `bearer`, `basic`. */
  scheme: string;
  parameters: Record<string, string>;
}

/** Reads a `WWW-Authenticate` header. Of several challenges the first that is known is taken. */
export function parseChallenge(header: string | null): Challenge | undefined {
  const begin = /\b(bearer|basic)\b/i.exec(header ?? '');
  if (!header || !begin) return undefined;
  const rest = header.slice(begin.index + begin[0].length);
  // A second challenge begins with a word that no `=` follows.
  const own = rest.split(/,\s*(?=\w+\s+\w+=)/)[0] ?? '';
  const parameters = [...own.matchAll(/(\w+)=(?:"([^"]*)"|([^\s,]+))/g)].map(
    ([, name = '', quoted, plain]) => [name.toLowerCase(), quoted ?? plain ?? ''] as const,
  );
  return { scheme: (begin[1] ?? '').toLowerCase(), parameters: Object.fromEntries(parameters) };
}
