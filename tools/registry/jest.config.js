import { preset } from '@prod-e/testing';

// What the engine and registries do takes its time on a busy machine.
export default preset(import.meta.dirname, { testTimeout: 120_000 });
