/** Seconds of each step of the ordinary pipeline: it does everything, for every commit. */
export interface Baseline {
  install: number;
  test: number;
  build: number;
  push: number;
  apply: number;
  /** What did not pass, as Nx lists it. */
  failed: string[];
}

export const totalOf = ({ install, test, build, push, apply }: Baseline): number =>
  install + test + build + push + apply;

/** Seconds of what a commit cannot do without, each by itself. */
export interface Parts {
  /** `nx show projects --affected`. */
  start: number;
  /** The affected tests alone, the start of Nx among them; 0 where there are none. */
  tests: number;
  /** Bundle, build and push. */
  image: number;
  /** Apply, until ready, and the smoke tests of all services. */
  live: number;
}

/** One start of Nx is enough: that of the tests, where there are any. */
export const sumOf = ({ start, tests, image, live }: Parts): number => Math.max(start, tests) + image + live;
