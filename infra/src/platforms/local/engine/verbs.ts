import type { ContainerSpec, NetworkSpec } from '../spec.ts';
import { putContainer, removeContainer } from './container.ts';
import { putNetwork, removeNetwork } from './network.ts';
import { throughRestart } from './through-restart.ts';

const verbs: Record<string, (spec: unknown) => Promise<void>> = {
  'put-network': (spec) => putNetwork(spec as NetworkSpec),
  'remove-network': (spec) => removeNetwork(spec as Pick<NetworkSpec, 'name'>),
  'put-container': (spec) => putContainer(spec as ContainerSpec),
  'remove-container': (spec) => removeContainer(spec as Pick<ContainerSpec, 'name'>),
};

/**
 * Does one verb to the engine. Each may be repeated: a run that was killed half-way is made whole by the next.
 *
 * @param spec JSON of the verb's specification
 */
export async function applyVerb(verb: string, spec: string): Promise<void> {
  const apply = Object.hasOwn(verbs, verb) ? verbs[verb] : undefined;
  if (!apply)
    throw new Error(`unknown verb ${JSON.stringify(verb)}; there are ${Object.keys(verbs).join(', ')}`);
  const parsed: unknown = JSON.parse(spec);
  await throughRestart(() => apply(parsed));
}
