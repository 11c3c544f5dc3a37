import * as z from 'zod';

/** A whole number within bounds (inclusive), written in plain digits: `0x10`, `1e3` and ` 1` are typos here. */
export function integer(min: number, max: number) {
  const message = `must be a whole number from ${min} to ${max}`;
  return z
    .string()
    .regex(/^-?\d{1,15}$/, message)
    .transform(Number)
    .pipe(z.number().min(min, message).max(max, message));
}

/** Seconds within bounds, fractions allowed (`0.5`); the value stays in seconds. */
export function seconds(min: number, max: number) {
  const message = `must be a number of seconds from ${min} to ${max}`;
  return z
    .string()
    .regex(/^\d{1,9}(\.\d{1,6})?$/, message)
    .transform(Number)
    .pipe(z.number().min(min, message).max(max, message));
}

/** A text that must be there and is never shown: its problem says how long it must be, not what it was. */
export function secret(minLength = 1) {
  return z.string().min(minLength, `must have at least ${minLength} characters`);
}
