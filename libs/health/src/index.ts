export { createHealth, type Health, type HealthOptions, type Readiness } from './health.ts';
export type { Check, CheckResult } from './check.ts';
