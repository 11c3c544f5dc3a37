import type { Decision } from './decide.ts';

/** From what a stack goes to what: input tags of a service, stack hashes otherwise, short enough to compare by eye. */
export function fromTo({ live, wanted }: Decision): string {
  const from = live && short(live.inputTag ?? live.stackHash);
  const to = wanted && short(wanted.image?.tag ?? wanted.stackHash);
  return from === to ? (to ?? '') : `${from ?? '–'} → ${to ?? '–'}`;
}

const short = (hash: string): string => hash.slice(0, 11);
