export { readConfig, type Environment } from './read-config.ts';
export { integer, seconds, secret } from './fields.ts';
