/**
 * The moments of a deployment at which it could be killed, in their order. Whatever happens at any of them, the service
 * that was live goes on, and the next deployment goes on from what is live.
 */
export const checkpoints = [
  'locked',
  'read',
  'decided',
  'started',
  'attempted',
  'applied',
  'proven alone',
  'smoke tested',
  'snapshot kept',
  'put back',
  'before the end',
  'ended',
  'told',
] as const;

export type Checkpoint = (typeof checkpoints)[number];

/** Told of each moment as it comes; tests end the process there. */
export type Reached = (checkpoint: Checkpoint) => void;
