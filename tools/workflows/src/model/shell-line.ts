/** A line of shell, as a shell would split it. */
export interface ShellLine {
  /** Its words with their quotes gone, its operators and redirections among them as words of their own. */
  words: string[];
  /** What joins several commands: `&&`, `||`, `|`, `;`, `&`, `(`, `)`. */
  operators: string[];
  /** Whether a command stands inside another: `$(…)`, or one in backticks, which single quotes would keep from running. */
  hasSubstitution: boolean;
}

const token =
  /(?<space>\s+)|(?<redirection>\d*(?:>>|<<<?|>&|<&|>\||<>|>|<)(?:\d|-(?=\s|$))?)|(?<operator>&&|\|\||;;|[|;&()])|(?<word>(?:'[^']*'|"(?:\\[\s\S]|[^"\\])*"|\$\([^)]*\)|\\[\s\S]|[^\s'"\\|;&()<>])+)|(?<rest>[\s\S])/gy;

/**
 * Splits a line into words. What `$(…)` encloses stays in its word: it is told apart by `hasSubstitution`.
 *
 * @example
 * splitLine('echo "a b" >> $FILE').words // ['echo', 'a b', '>>', '$FILE']
 */
export function splitLine(line: string): ShellLine {
  const words: string[] = [];
  const operators: string[] = [];
  for (const { groups = {} } of line.matchAll(token)) {
    const { space, operator } = groups;
    if (space !== undefined) continue;
    if (operator !== undefined) operators.push(operator);
    const word = groups['word'] === undefined ? undefined : unquote(groups['word']);
    words.push(word ?? operator ?? groups['redirection'] ?? groups['rest'] ?? '');
  }
  return { words, operators, hasSubstitution: /\$\(|`/.test(line.replace(/'[^']*'|\\./g, '')) };
}

const unquote = (word: string): string =>
  word.replace(
    /'([^']*)'|"((?:\\[\s\S]|[^"\\])*)"|\\([\s\S])/g,
    (_, single, double, escaped) => [single, double, escaped].find((one) => typeof one === 'string') ?? '',
  );

/**
 * The command of npm or Nx that a line is, from its program on: `['npm', 'ci']`, `['nx', 'affected', …]`. `exec` before it
 * is left out: it puts the command in the place of the shell, which does not pass signals on.
 */
export function ourCommand({ words, operators, hasSubstitution }: ShellLine): string[] | undefined {
  if (operators.length > 0 || hasSubstitution) return undefined;
  const command = words[0] === 'exec' ? words.slice(1) : words;
  const [program, ...args] = command[0] === 'npx' ? command.slice(1) : command;
  return program === 'nx' || (program === 'npm' && command[0] !== 'npx') ? [program, ...args] : undefined;
}
