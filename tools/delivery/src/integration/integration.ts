import type { StackService } from '@prod-e/environment';
import { UserError } from '@prod-e/errors';
import { readSynthesis } from '../decide/index.ts';
import { inEnvironment, readEnvironment, type OpenEnvironment } from '../environment/open.ts';
import type { Run } from '../executor.ts';
import { createProgress, type Progress } from '../output/progress.ts';
import { runProgram } from '../workspace/run-program.ts';

export interface IntegrationOptions extends Run {
  workspaceRoot: string;
  environment: string;
}

/** A service that has integration tests. */
interface Tested {
  service: StackService;
  file: string;
}

/**
 * Runs the integration tests of every service that has some, one after another: programs in the services' own folders,
 * told by their environment where the live services are. A service that cannot be reached from here is left out, and
 * said to be.
 *
 * @returns true
 * @throws UserError with what the first failing test printed
 */
export async function integration(options: IntegrationOptions): Promise<boolean> {
  const { workspaceRoot, environment: name, print, paint } = options;
  const { environment, stacks } = readSynthesis(workspaceRoot, name);
  const services = stacks.flatMap(({ stack: { service } }) => service ?? []);
  const tested = services.flatMap((service) => {
    const file = service.definition.integration;
    return file === undefined ? [] : [{ service, file }];
  });
  return inEnvironment({ ...options, environment }, async (open) => {
    const progress = createProgress({ print, paint });
    const addresses = await addressesOf(open, services);
    const { live } = await readEnvironment(open, []);
    for (const each of tested) {
      const { name: service } = each.service.definition;
      const tag = live.find((stack) => stack.name === service && stack.running)?.inputTag;
      if (tag === undefined) {
        throw new UserError(`${service} does not run in ${name}`, {
          next: `npm run deploy -- --environment=${name}`,
        });
      }
      await runOne(each, {
        addresses,
        tag,
        progress,
        options,
        deadlineSeconds: environment.proof.deadlineSeconds,
      });
    }
    return true;
  });
}

/** First address of each service that can be reached from here. */
async function addressesOf(
  { platform }: OpenEnvironment,
  services: StackService[],
): Promise<Map<string, string>> {
  const found = await Promise.all(
    services.map(async (service) => [service.definition.name, await platform.addressesOf(service)] as const),
  );
  return new Map(
    found.flatMap(([name, addresses]) => {
      const [address] = addresses ?? [];
      return address === undefined ? [] : [[name, address] as const];
    }),
  );
}

interface Told {
  addresses: ReadonlyMap<string, string>;
  /** Input tag that the service runs. */
  tag: string;
  progress: Progress;
  options: IntegrationOptions;
  deadlineSeconds: number;
}

async function runOne({ service, file }: Tested, told: Told): Promise<void> {
  const { addresses, tag, progress, options, deadlineSeconds } = told;
  const { name } = service.definition;
  const url = addresses.get(name);
  if (url === undefined) {
    progress.note(name, 'it is not reachable from here: its integration tests are not run');
    return;
  }
  await progress.step(name, 'integration tests', () =>
    runProgram({
      ...{ what: `the integration tests of ${name}`, file: `${service.root}/${file}` },
      ...{
        workspaceRoot: options.workspaceRoot,
        signal: options.signal,
        timeoutSeconds: deadlineSeconds + 10,
      },
      env: {
        INTEGRATION_URL: url,
        INTEGRATION_INPUT_TAG: tag,
        INTEGRATION_SERVICES: JSON.stringify(Object.fromEntries(addresses)),
        INTEGRATION_TIMEOUT_SECONDS: String(deadlineSeconds),
      },
    }),
  );
}
