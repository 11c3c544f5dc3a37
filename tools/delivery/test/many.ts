import { join } from 'node:path';
import { parseEnvironment, type Environment } from '@prod-e/environment';
import type { Proof } from '@prod-e/ledger';
import { scratchFolder } from '@prod-e/testing/fixtures';
import { wantedStack, type WantedStack } from '../src/decide/index.ts';
import { painter } from '@prod-e/terminal';
import { plan } from '../src/plan/plan.ts';
import { fingerprint, type Settings } from '../src/platforms/index.ts';
import { digest, imageOf, stackOf } from './stacks.ts';

/** A synthesized workspace with many services, whose images are all in the registry. */
export function manyServices(count: number, input: object) {
  const scratch = scratchFolder();
  const environment = parseEnvironment(input, 'many.ts');
  const { name } = environment;
  const services = Array.from({ length: count }, (_, index) => `s${index}`);
  const stacks = ['foundation', ...services].map((stack) => stackOf(stack));
  scratch.write(`infra/dist/${name}/manifest.json`, { environment, stacks });
  for (const { name: stack } of stacks) scratch.write(`infra/dist/${name}/stacks/${stack}/cdk.tf.json`, '{}');
  const image = (service: string) => imageOf(service, { tag: 'in-1', digest: digest('a') });
  return {
    ...{ environment, services, folder: scratch.folder, write: scratch.write, remove: scratch.remove },
    stateFolder: join(scratch.folder, '.prod-e', name),
    wanted: stacks.map((stack) => wantedStack(stack, '{}', stack.service && image(stack.name))),
    /** What the plan prints. */
    async plan(): Promise<string> {
      const lines: string[] = [];
      await plan({
        ...{ workspaceRoot: scratch.folder, environment: name, paint: painter({}, false) },
        signal: new AbortController().signal,
        print: (line) => lines.push(line),
        tagsOf: (asked) => Promise.resolve(new Map(asked.map((service) => [service, 'in-1']))),
      });
      return lines.join('\n');
    },
  };
}

export type ManyServices = ReturnType<typeof manyServices> & { environment: Environment };

/** What is recorded of a stack that is live as it is wanted. */
export const provenAs = (
  { stack, stackHash }: WantedStack,
  settings: Settings,
  revision?: string,
): Proof => ({
  ...{ deploymentId: 'd-1', stackHash, at: '2026-01-02T03:04:05.678Z', commit: 'c'.repeat(40) },
  ...(stack.service && { digest: digest('a') }),
  ...(revision !== undefined && { revision }),
  settings: fingerprint(settings, []),
});
