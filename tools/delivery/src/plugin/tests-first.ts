/** What changes an image store or an environment. */
const effects = ['containerize', 'deploy'];

/**
 * Nx runs the targets of one command side by side: `nx affected -t test deploy` would deploy what fails its tests a
 * moment later. When a command asks for both, the tests are run first, by a command of their own; in the command
 * itself they are then read from the cache.
 *
 * @param argv the command line of Nx
 * @returns the arguments of Nx that run the tests, or `undefined` where there is nothing to separate
 */
export function testsFirst(argv: readonly string[]): string[] | undefined {
  const [command = '', ...rest] = argv.slice(2);
  if (command !== 'affected' && command !== 'run-many') return undefined;
  const { targets, others } = splitTargets(rest);
  const tests = targets.filter((target) => !effects.includes(target));
  if (tests.length === 0 || tests.length === targets.length) return undefined;
  return [command, '-t', ...tests, ...others];
}

/** Takes the targets out of `-t a b --base=x`, `--targets=a,b` and the like. */
function splitTargets(args: readonly string[]): { targets: string[]; others: string[] } {
  const targets: string[] = [];
  const others: string[] = [];
  let inTargets = false;
  for (const arg of args) {
    const [flag = '', value] = arg.split('=', 2);
    if (/^(-t|--targets?)$/.test(flag)) {
      inTargets = true;
      if (value !== undefined) targets.push(...value.split(','));
    } else if (arg.startsWith('-')) {
      inTargets = false;
      others.push(arg);
    } else {
      (inTargets ? targets : others).push(...(inTargets ? arg.split(',') : [arg]));
    }
  }
  return { targets, others };
}
