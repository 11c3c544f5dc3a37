import { preset } from '@prod-e/testing';

// There is no src: what runs is the smoke test; the rest is configuration, which promtool tests.
export default preset(import.meta.dirname, { collectCoverageFrom: ['smoke/**/*.ts'] });
