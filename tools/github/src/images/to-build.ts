import type { Registry } from '@prod-e/registry';
import type { Attester } from '../verify/gh.ts';
import type { Subject } from '../verify/images.ts';
import { isOfThisMachine, problemsOf } from '../verify/problems.ts';

/**
 * The services whose image is not there, or is there and not attested: a run that ends between its push and its
 * signature leaves such a one, which nothing would sign any more, and no deployment would take.
 *
 * @param images with an empty digest where the registry has none; those in the engine's own store need no attestation
 * @param explain receives why, a line for each of them
 * @returns in the order of the images
 */
export async function toBuild(
  images: readonly Subject[],
  registry: Pick<Registry, 'name' | 'loggedIn'>,
  attester: Attester,
  explain: (line: string) => void,
): Promise<string[]> {
  const inRegistry = images.filter((image) => image.digest !== '' && !isOfThisMachine(image));
  const unattested = new Map<string, string>();
  const verifyAll = async (login: Record<string, string>) => {
    const loggedIn = { ...attester, env: { ...attester.env, ...login } };
    for (const image of inRegistry) {
      const problems = await problemsOf(image, loggedIn);
      if (problems.length > 0) unattested.set(image.service, problems.join('; '));
    }
  };
  if (inRegistry.length > 0) await registry.loggedIn(verifyAll);
  return images.flatMap(({ service, digest }) => {
    const reason = digest === '' ? `not in ${registry.name}` : unattested.get(service);
    if (reason === undefined) return [];
    explain(`${service}: ${reason}`);
    return [service];
  });
}
