export { parseServiceDefinition, readServiceDefinition } from './read.ts';
export { serviceSchema, type ServiceDefinition } from './schema.ts';
