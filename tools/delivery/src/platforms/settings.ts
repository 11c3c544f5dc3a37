import { createHash } from 'node:crypto';

/** What a live resource is set to, flat: `memory`, `environment.LOG_LEVEL`. What differs is told by these names. */
export type Settings = Readonly<Record<string, string>>;

/** Stands for the value of a secret, of which not even a hash is recorded: it could be guessed from. */
const hidden = 'secret';

/**
 * Settings as they are recorded: each value as a hash.
 *
 * @param secrets names of the environment variables that hold one
 */
export function fingerprint(settings: Settings, secrets: readonly string[]): Record<string, string> {
  const secretNames = new Set(secrets.map((secret) => `environment.${secret}`));
  return Object.fromEntries(
    Object.entries(settings)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([name, value]) => [name, secretNames.has(name) ? hidden : hashOf(value)]),
  );
}

/** Names of the settings that are another than what was recorded, sorted. */
export function differences(recorded: Readonly<Record<string, string>>, live: Settings): string[] {
  const names = new Set([...Object.keys(recorded), ...Object.keys(live)]);
  return [...names]
    .filter((name) => {
      const [then, now] = [recorded[name], live[name]];
      if (then === undefined || now === undefined) return true;
      return then !== hidden && then !== hashOf(now);
    })
    .sort();
}

const hashOf = (value: string): string => createHash('sha256').update(value).digest('hex').slice(0, 12);
