import type { DeliveryEvent } from '@prod-e/notifications';
import type { Decision } from '../decide/index.ts';

/**
 * What changes, from what to what: input tags of a service, stack hashes otherwise.
 *
 * @param endings how it ended, by stack, once it has
 */
export const changedServices = (
  decisions: Decision[],
  endings: ReadonlyMap<string, string> = new Map(),
): DeliveryEvent['services'] =>
  decisions
    .filter(({ change }) => change !== 'unchanged')
    .map(({ name, live, wanted }) => {
      const from = live?.inputTag ?? live?.stackHash;
      const to = wanted?.image?.tag ?? wanted?.stackHash;
      const ending = endings.get(name);
      return {
        name,
        ...(from !== undefined && { from }),
        ...(to !== undefined && { to }),
        ...(ending !== undefined && { ending }),
      };
    });
