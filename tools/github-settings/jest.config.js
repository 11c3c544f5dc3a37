import { octokitPreset } from '@prod-e/testing';

export default octokitPreset(import.meta.dirname, { testTimeout: 60_000 });
