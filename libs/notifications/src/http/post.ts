import { oneLine } from '../templates/text.ts';

/** Of an answer: enough for what a person reads of it, and no more of one that does not end. */
const readBytes = 8192;

export interface PostRequest {
  body: string;
  headers: Record<string, string>;
  signal: AbortSignal;
}

export type Answer =
  | { status: number; /** The start of its body, on one line. */ body: string; retryAfter: string | null }
  /** There was none, and why. */
  | { status: undefined; problem: string };

/**
 * Sends one request. A redirect is an answer like any other: what is sent goes to nobody else.
 *
 * @throws the signal's reason when that stops it
 */
export async function post(url: URL, { body, headers, signal }: PostRequest): Promise<Answer> {
  try {
    const response = await fetch(url, { method: 'POST', body, headers, signal, redirect: 'manual' });
    return {
      status: response.status,
      body: response.ok ? await drop(response) : await start(response),
      retryAfter: response.headers.get('retry-after'),
    };
  } catch (error) {
    signal.throwIfAborted();
    return { status: undefined, problem: problemOf(error) };
  }
}

async function drop(response: Response): Promise<string> {
  await response.body?.cancel();
  return '';
}

async function start(response: Response): Promise<string> {
  const decoder = new TextDecoder();
  let text = '';
  let bytes = 0;
  for await (const chunk of response.body ?? []) {
    text += decoder.decode(chunk as Uint8Array, { stream: true });
    bytes += (chunk as Uint8Array).length;
    if (bytes >= readBytes) break;
  }
  return oneLine(text.slice(0, readBytes));
}

/** The cause alone: the message of `fetch` says nothing, or the whole address. */
function problemOf(error: unknown): string {
  const { message = '', code } = (error as { cause?: Partial<NodeJS.ErrnoException> }).cause ?? {};
  return message === '' ? (code ?? 'the request failed') : oneLine(message);
}
