import { preset } from '@prod-e/testing';

// What the emulator and the engine do takes its time on a busy machine.
export default preset(import.meta.dirname, { testTimeout: 60_000 });
