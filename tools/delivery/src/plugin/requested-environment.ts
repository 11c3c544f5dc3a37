import { exitCode, UserError } from '@prod-e/errors';

/**
 * Nx takes the default configuration where it does not know the one that it was asked for, so that a slip of the
 * finger would deploy another environment. This refuses it before any task runs.
 *
 * @param argv the command line of Nx
 * @param targets of infra, each with a configuration per environment
 * @throws UserError (exit 2) that names the environments that there are
 */
export function assertKnownEnvironment(
  argv: readonly string[],
  targets: readonly string[],
  environments: readonly string[],
): void {
  const requested = requestedConfiguration(argv);
  if (requested === undefined || environments.includes(requested) || !concernsInfra(argv, targets)) return;
  throw new UserError(`unknown environment ${JSON.stringify(requested)}`, {
    where: 'infra/src/environments',
    next: `choose one of: ${environments.join(', ')}; or add ${requested}.ts there`,
    exit: exitCode.usage,
  });
}

/** `--configuration=x`, `--configuration x`, `-c x`, or the x of `infra:deploy:x`. */
export function requestedConfiguration(argv: readonly string[]): string | undefined {
  const flag = argv.findIndex((arg) => /^(-c|--configuration)(=|$)/.test(arg));
  if (flag !== -1) return argv[flag]?.includes('=') ? argv[flag].replace(/^[^=]*=/, '') : argv[flag + 1];
  return argv.find((arg) => /^infra:[\w-]+:/.test(arg))?.split(':')[2];
}

/** `infra:deploy`, or `deploy` among the targets of `run-many` and `affected`. */
const concernsInfra = (argv: readonly string[], targets: readonly string[]): boolean =>
  argv.some((arg) => arg.startsWith('infra:') || arg.split(/[=,]/).some((word) => targets.includes(word)));
