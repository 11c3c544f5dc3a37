import { preset } from '@prod-e/testing';

// Servers that are slow on purpose, and an AWS emulator, on machines that are busy.
export default preset(import.meta.dirname, { testTimeout: 60_000 });
