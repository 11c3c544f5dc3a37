import { preset } from '@prod-e/testing';

// The linters are programs of their own, on a busy machine.
export default preset(import.meta.dirname, { testTimeout: 60_000 });
