import { environmentsFolder, type AwsEnvironment } from '@prod-e/environment';
import { exitCode, UserError } from '@prod-e/errors';
import type { Service } from '../../services.ts';
import { assertImagesReachable } from './foundation/check.ts';

/**
 * Refuses what could not be placed on AWS.
 *
 * @throws UserError (exit 2) that says what to write where
 */
export function assertPlaceable(environment: AwsEnvironment, services: Service[]): void {
  assertImagesReachable(environment);
  assertReachable(environment, services);
  for (const service of services) {
    assertKnownCallers(service, services);
    assertSecretsPlaced(environment, service);
    assertOneWriter(environment, service);
  }
}

/** Without a domain there is one name for all, and nothing to tell services apart by. */
function assertReachable({ domain, name }: AwsEnvironment, services: Service[]): void {
  const open = services.filter(({ definition }) => definition.access === 'public');
  if (domain || open.length <= 1) return;
  throw new UserError(
    `${open.map(({ definition }) => definition.name).join(' and ')} are public, and environment ${name} has no domain to tell them apart by`,
    {
      where: `${environmentsFolder}/${name}.ts`,
      next: "give it one: domain: { name: 'dev.example.org', zone: 'example.org' }",
      exit: exitCode.usage,
    },
  );
}

function assertKnownCallers({ definition, root }: Service, services: Service[]): void {
  const names = services.map((service) => service.definition.name);
  const unknown = definition.callers.filter((caller) => !names.includes(caller));
  if (unknown.length === 0) return;
  throw new UserError(`${definition.name} may be called by ${unknown.join(', ')}, which is no service`, {
    where: `${root}/service.json`,
    next: `callers: name some of ${names.join(', ')}`,
    exit: exitCode.usage,
  });
}

/** A secret that the environment places, and that the service does not ask for, is one that was renamed. */
function assertSecretsPlaced({ secrets, name }: AwsEnvironment, { definition, root }: Service): void {
  const unasked = Object.keys(secrets[definition.name] ?? {}).filter(
    (variable) => !definition.secrets.includes(variable),
  );
  if (unasked.length === 0) return;
  throw new UserError(`${definition.name} asks for no secret ${unasked.join(', ')}`, {
    where: `${environmentsFolder}/${name}.ts`,
    next: `name those of ${root}/service.json, or add it there`,
    exit: exitCode.usage,
  });
}

/** Two tasks would write to one folder, and each would take the other's files for its own. */
function assertOneWriter(environment: AwsEnvironment, { definition, root }: Service): void {
  const { max } = environment.services[definition.name]?.scaling ?? definition.scaling;
  if (definition.dataPath === undefined || max === 1) return;
  throw new UserError(`${definition.name} keeps data in one folder, and may have ${max} tasks`, {
    where: environment.services[definition.name]?.scaling
      ? `${environmentsFolder}/${environment.name}.ts`
      : `${root}/service.json`,
    next: 'scaling: { "min": 1, "max": 1 }, or keep the data elsewhere and take dataPath out',
    exit: exitCode.usage,
  });
}
