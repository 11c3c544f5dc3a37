// Edits of files, each from the text before to the text after.

export const more = (text: string): string => `${text}export export const more = 1;\n`;

export const comment = (text: string): string => `${text}# more\n`;

export const replace =
  (pattern: RegExp, by: string) =>
  (text: string): string => {
    if (!pattern.test(text)) throw new Error(`there is no ${String(pattern)}`);
    return text.replace(pattern, by);
  };

/** Another version of an installed package, as an update leaves it in the lock file. */
export const update =
  (name: string) =>
  (text: string): string => {
    const lock = JSON.parse(text) as { packages: Record<string, { version: string; integrity: string }> };
    const entry = lock.packages[`node_modules/${name}`];
    if (!entry) throw new Error(`${name} is not in the lock file`);
    Object.assign(entry, { version: '99.0.0', integrity: `sha512-${name}` });
    return JSON.stringify(lock, null, 2);
  };
