/**
 * How a team's delivery compares, in the words and by the thresholds of DORA's "Accelerate State of DevOps Report
 * 2023" (https://dora.dev/research/2023/dora-report/), whose levels differ in each of the four metrics:
 *
 * |        | deployment frequency  | change lead time  | change failure rate | failed deployment recovery |
 * | ------ | --------------------- | ----------------- | ------------------- | -------------------------- |
 * | elite  | on demand             | less than a day   | 5 %                 | less than an hour          |
 * | high   | daily to weekly       | a day to a week   | 10 %                | less than a day            |
 * | medium | weekly to monthly     | a week to a month | 15 %                | a day to a week            |
 * | low    | less often than that  | more than that    | 64 %                | more than that             |
 *
 * On demand is read as more than once a day, a month as thirty days, a rate as the most that its level has.
 */
export type Band = 'elite' | 'high' | 'medium' | 'low';

const hour = 3600;
const day = 24 * hour;

export function frequencyBand(deploymentsPerDay: number): Band {
  if (deploymentsPerDay > 1) return 'elite';
  if (deploymentsPerDay >= 1 / 7) return 'high';
  return deploymentsPerDay >= 1 / 30 ? 'medium' : 'low';
}

export function leadTimeBand(seconds: number): Band {
  if (seconds < day) return 'elite';
  if (seconds < 7 * day) return 'high';
  return seconds < 30 * day ? 'medium' : 'low';
}

/** @param rate from 0 to 1 */
export function failureRateBand(rate: number): Band {
  if (rate <= 0.05) return 'elite';
  if (rate <= 0.1) return 'high';
  return rate <= 0.15 ? 'medium' : 'low';
}

export function restoreBand(seconds: number): Band {
  if (seconds < hour) return 'elite';
  if (seconds < day) return 'high';
  return seconds < 7 * day ? 'medium' : 'low';
}
