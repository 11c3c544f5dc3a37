/**
 * Environment variable that tells the tasks of an Nx command which environment the command is for. It is no option of a
 * task: an image is the same whatever environment is deployed, and so is the hash of its task.
 */
export const environmentVariable = 'PROD_E_ENVIRONMENT';

/** The environment that a command works on when it is told none. */
export const defaultEnvironment = 'local';
