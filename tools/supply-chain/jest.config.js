import { preset } from '@prod-e/testing';

// Making a base image takes its time on a busy machine.
export default preset(import.meta.dirname, { testTimeout: 120_000 });
