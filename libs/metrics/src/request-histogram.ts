import { Histogram, type MetricObjectWithValues, type MetricValueWithName, type Registry } from 'prom-client';
import type { RequestLabels, RequestSlots, Slot } from './request-slots.ts';

declare module 'prom-client' {
  interface Histogram<T extends string> {
    /** What a registry asks a histogram for, to print it and for all else; prom-client's types leave it out. */
    getForPromString(): Promise<MetricObjectWithValues<MetricValueWithName<T>>>;
  }
}

type Label = keyof RequestLabels | 'le';
type Value = MetricValueWithName<Label>;

const name = 'http_request_duration_seconds';

/** A prom-client histogram that is read from slots: whatever a registry can print, it can print of this one. */
export class RequestHistogram extends Histogram<Label> {
  readonly #slots: RequestSlots;
  readonly #bounds: readonly number[];

  constructor(registry: Registry, slots: RequestSlots, bounds: readonly number[]) {
    super({
      name,
      help: 'Time from the request’s head to the end of its response, in seconds.',
      labelNames: ['method', 'route', 'status'],
      buckets: [...bounds],
      registers: [registry],
    });
    this.#slots = slots;
    this.#bounds = bounds;
  }

  override async getForPromString(): Promise<MetricObjectWithValues<Value>> {
    const values = [...this.#slots.all()].flatMap((slot) => seriesOf(slot, this.#bounds));
    return { ...(await super.getForPromString()), values };
  }
}

/** The series of one slot: buckets made cumulative, sum, count. */
function seriesOf({ labels, count, sum, buckets }: Slot, bounds: readonly number[]): Value[] {
  let below = 0;
  const cumulative = bounds.map((le, index): Value => {
    below += buckets[index] ?? 0;
    return { metricName: `${name}_bucket`, labels: { le, ...labels }, value: below };
  });
  return [
    ...cumulative,
    { metricName: `${name}_bucket`, labels: { le: '+Inf', ...labels }, value: count },
    { metricName: `${name}_sum`, labels: { ...labels }, value: sum },
    { metricName: `${name}_count`, labels: { ...labels }, value: count },
  ];
}
