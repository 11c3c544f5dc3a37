export { createMetrics, type BuildInfo, type Metrics } from './metrics.ts';
export { unmatchedRoute } from './request-slots.ts';
