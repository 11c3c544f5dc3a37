/**
 * What a fresh checkout would not have, of what git lists as ignored.
 *
 * @param kept names of folders that stay, with all that is in them, wherever they are
 */
export const madeHere = (listed: string, kept: readonly string[]): string[] =>
  listed.split('\n').filter((path) => path !== '' && !path.split('/').some((name) => kept.includes(name)));
