import { preset } from '@prod-e/testing';

// An emulator answers thousands of requests, and other processes are started: slow on a busy machine.
export default preset(import.meta.dirname, { testTimeout: 120_000 });
