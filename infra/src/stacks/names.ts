/** Name of the stack that all others of an environment stand on. */
export const foundationName = 'foundation';
