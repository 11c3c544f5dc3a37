export interface Credentials {
  username: string;
  password: string;
}

/** Who we are to a registry, and a veil for what must not be seen of it. */
export interface Login {
  /** `undefined` where nobody is named: the registry is asked anonymously. */
  credentials: () => Promise<Credentials | undefined>;
  /** Keeps a further secret out of every message. */
  veil: (secret: string) => void;
  /** A text without any secret. */
  hide: (text: string) => string;
}

/** Remembers each secret that is handed out, since a registry or the engine may repeat it in what it says. */
export function createLogin(provider?: () => Promise<Credentials>): Login {
  const secrets = new Set<string>();
  return {
    async credentials() {
      const credentials = await provider?.();
      if (credentials) {
        secrets.add(credentials.password);
        secrets.add(basic(credentials));
      }
      return credentials;
    },
    veil: (secret) => secrets.add(secret),
    hide: (text) =>
      [...secrets].filter(Boolean).reduce((seen, secret) => seen.replaceAll(secret, '***'), text),
  };
}

/** What basic authentication sends. */
export const basic = ({ username, password }: Credentials): string =>
  Buffer.from(`${username}:${password}`).toString('base64');
