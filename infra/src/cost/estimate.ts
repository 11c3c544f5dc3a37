import { resourcesOf, type Synthesized } from '../validate/synthesized.ts';
import { free } from './free.ts';
import { kinds, priced, type Kind } from './priced.ts';
import type { Prices } from './prices.ts';

/** US dollars a month. */
export interface Estimate {
  by: Record<Kind, number>;
  total: number;
  /** Types of resources of which no price is known. */
  unknown: string[];
}

/** What an environment costs in a month in which nothing much happens. */
export function estimate(synthesized: Synthesized, prices: Prices): Estimate {
  const resources = resourcesOf(synthesized);
  const parts = resources.flatMap((resource) => priced[resource.type]?.(resource, prices, synthesized) ?? []);
  const sumOf = (some: typeof parts) => some.reduce((sum, { usd }) => sum + usd, 0);
  const unknown = resources.map(({ type }) => type).filter((type) => !(type in priced) && !free.has(type));
  return {
    by: Object.fromEntries(
      kinds.map((kind) => [kind, sumOf(parts.filter((one) => one.kind === kind))]),
    ) as Record<Kind, number>,
    total: sumOf(parts),
    unknown: [...new Set(unknown)].sort(),
  };
}
