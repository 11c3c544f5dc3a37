import type { Difference } from '../differences.ts';

/** What GitHub keeps at one place, read and written as a whole. */
export interface Area {
  /** In front of the paths of what differs. */
  path: string;
  wanted: unknown;
  /**
   * What is there, in the form of `wanted`; `undefined` where there is nothing.
   *
   * @throws UserError when GitHub does not say
   */
  read: () => Promise<unknown>;
  /**
   * Makes it so. It is called where something differs, and after `read`.
   *
   * @param differing what differs, for an area that consists of more than one thing
   */
  write: (differing: Difference[]) => Promise<void>;
}

/** The values of an object that are declared; the rest of GitHub's answer is not ours to say. */
export function declaredOf(answer: object, wanted: object): Record<string, unknown> {
  const there = answer as Record<string, unknown>;
  return Object.fromEntries(Object.keys(wanted).map((key) => [key, there[key]]));
}
