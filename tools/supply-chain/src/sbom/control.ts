/** Fields of a control file: name → value; of one with several lines, all of them. */
export type Control = Record<string, string>;

/**
 * Reads a paragraph of Debian's control files, the format of dpkg's status.
 *
 * @param text `Package: libc6\nSource: glibc\n…`; a line that starts with a space continues the one before
 */
export function parseControl(text: string): Control {
  const fields = text
    .replace(/\n[ \t]/g, '\u0000')
    .split('\n')
    .flatMap((line) => {
      const colon = line.indexOf(':');
      if (colon < 1) return [];
      return [
        [
          line.slice(0, colon),
          line
            .slice(colon + 1)
            .trim()
            .replaceAll('\u0000', '\n'),
        ],
      ];
    });
  return Object.fromEntries(fields) as Control;
}

/**
 * The source package, which `Source` names only where it differs from the package: `gcc-14` or `gcc-14 (14.2.0-18)`.
 */
export function sourceOf(control: Control): { name: string; version: string } {
  const [, name, version] = /^(\S+)(?:\s+\((\S+)\))?$/.exec(control['Source'] ?? '') ?? [];
  return {
    name: name ?? control['Package'] ?? '',
    version: version ?? control['Version'] ?? '',
  };
}

/** Names in `Pre-Depends` and `Depends`, every alternative of `a | b (>= 1)` among them. */
export function dependsOf(control: Control): string[] {
  const names = [control['Pre-Depends'], control['Depends']]
    .flatMap((field) => field?.split(/[,|]/) ?? [])
    .flatMap((entry) => /^\s*([a-z0-9][a-z0-9+.-]*)/.exec(entry)?.[1] ?? []);
  return [...new Set(names)].sort();
}
