import { preset } from '@prod-e/testing';

export default preset(import.meta.dirname);
