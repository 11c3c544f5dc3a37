import { styleText } from 'node:util';

type Style = 'red' | 'green' | 'yellow' | 'dim' | 'bold' | 'cyan';
type Paint = (style: Style, text: string) => string;

/**
 * In colour on a terminal, plain in CI and in a file. Nx runs a target behind a pipe, and says by FORCE_COLOR that a
 * terminal is at its end.
 */
export function painter(env: NodeJS.ProcessEnv, isTerminal: boolean): Paint {
  const plain = Boolean(env['NO_COLOR']) || Boolean(env['CI']);
  const colour = !plain && (isTerminal || Boolean(env['FORCE_COLOR']));
  return (style, text) => (colour ? styleText(style, text, { validateStream: false }) : text);
}

export type { Paint, Style };
