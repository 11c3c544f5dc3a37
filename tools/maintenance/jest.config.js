import { octokitPreset } from '@prod-e/testing';

// Repositories are made and Nx is started, on a busy machine.
export default octokitPreset(import.meta.dirname, { testTimeout: 180_000 });
