import { stripVTControlCharacters } from 'node:util';

/** Characters that turn the direction of what follows, so that it reads as something else. */
const directions = /[\u061C\u200E\u200F\u202A-\u202E\u2066-\u2069]/gu;

const controls = /[\p{Cc}\p{Zl}\p{Zp}]+/gu;
const controlsInLines = /(?:(?!\n)[\p{Cc}\p{Zl}\p{Zp}])+/gu;

/** A text on one line, without control characters, escape sequences and halves of a character. */
export function oneLine(text: string): string {
  return stripVTControlCharacters(text).toWellFormed().replace(directions, '').replace(controls, ' ').trim();
}

/** The same for a text of several lines. */
export function severalLines(text: string): string {
  return stripVTControlCharacters(text.replace(/\r\n?/g, '\n'))
    .toWellFormed()
    .replace(directions, '')
    .replace(controlsInLines, ' ')
    .trim();
}

/** Keeps what looks like a mention from being one, and readable: chat programs look for the name right after the @. */
export const withoutMentions = (text: string): string => text.replace(/@(?=\w)/g, '@\u2060');

/**
 * Escapes a text and cuts it to a limit, with `…` for what is left out. It cuts between characters of the text, so
 * that no escape and no pair of surrogates comes apart.
 *
 * @param limit of the result, in UTF-16 code units, which is no less strict than one in characters
 * @param escape of one character
 */
export function fit(text: string, limit: number, escape: (character: string) => string = (it) => it): string {
  let escaped = '';
  /** As much of it as leaves room for the `…`. */
  let cut = '';
  for (const character of text) {
    escaped += escape(character);
    if (escaped.length > limit) return `${cut}…`;
    if (escaped.length < limit) cut = escaped;
  }
  return escaped;
}

/** `420 ms`, `42 s`, `3 min 5 s`, `2 h 4 min`; nothing for what is no duration. */
export function duration(milliseconds: number | undefined): string | undefined {
  if (milliseconds === undefined || !Number.isFinite(milliseconds) || milliseconds < 0) return undefined;
  if (milliseconds < 999.5) return `${Math.round(milliseconds)} ms`;
  const seconds = Math.round(milliseconds / 1000);
  if (seconds < 60) return `${seconds} s`;
  const minutes = Math.floor(seconds / 60);
  if (minutes < 60) return withRest(minutes, 'min', seconds % 60, 's');
  return withRest(Math.floor(minutes / 60), 'h', minutes % 60, 'min');
}

const withRest = (count: number, unit: string, rest: number, restUnit: string): string =>
  rest === 0 ? `${count} ${unit}` : `${count} ${unit} ${rest} ${restUnit}`;

/** Seven digits of a commit, eleven characters of an input tag; anything else as it is. */
export function shortHash(hash: string): string {
  return oneLine(hash).replace(/^([0-9a-f]{7})[0-9a-f]{33}(?=$|-)|^(in-[0-9a-f]{8})[0-9a-f]+$/, '$1$2');
}

/** `2026-11-24 08:15 UTC`; nothing for an invalid date. */
export function time(at: Date): string | undefined {
  return Number.isNaN(at.getTime()) ? undefined : `${at.toISOString().slice(0, 16).replace('T', ' ')} UTC`;
}
