import { priorityOf } from './priority.ts';

const names = Array.from({ length: 1000 }, (_, index) => `service-${index}`);

describe('the priority of a rule', () => {
  it('is one that a listener takes, and nobody else’s', () => {
    const all = names.map((name) => priorityOf(name, names));
    expect(new Set(all).size).toBe(names.length);
    expect(Math.min(...all)).toBeGreaterThanOrEqual(1);
    expect(Math.max(...all)).toBeLessThanOrEqual(50_000);
  });

  it('does not change when another service comes', () => {
    expect(priorityOf('backend', ['backend'])).toBe(priorityOf('backend', ['another', 'backend', 'orders']));
  });

  it('is the next one where two would have the same', () => {
    const same = () => 49_999;
    const both = ['b', 'a', 'c'];
    expect(['a', 'b', 'c'].map((name) => priorityOf(name, both, same))).toEqual([50_000, 1, 2]);
  });

  it('is asked for services only that have a rule', () => {
    expect(() => priorityOf('a', ['b'])).toThrow('a is none of b');
  });
});
