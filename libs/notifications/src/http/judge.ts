import { fit } from '../templates/text.ts';
import type { Answer } from './post.ts';
import { type Attempt, retryAfter } from './retry.ts';

const shownBody = 200;

export interface Advice {
  /** What to do about an address that does not take what is sent. */
  refused: string;
  /** What to do about a server that is down. */
  down: string;
  redact: (text: string) => string;
}

/** What an answer means for the attempt: too many requests and faults of the server can pass, faults of ours cannot. */
export function judge(answer: Answer, { refused, down, redact }: Advice): Attempt {
  if (answer.status === undefined) {
    return { done: false, problem: redact(answer.problem), next: down, retry: true };
  }
  const { status, body } = answer;
  if (status >= 200 && status < 300) return { done: true };
  if (status >= 300 && status < 400) {
    return { done: false, problem: `it answered ${status}, a redirect`, next: refused, retry: false };
  }
  const retry = status === 429 || status >= 500;
  const after = retry ? retryAfter(answer.retryAfter, Date.now()) : undefined;
  const text = fit(redact(body), shownBody);
  return {
    done: false,
    problem: `it answered ${status}${text && ` ${text}`}`,
    next: retry ? down : refused,
    retry,
    ...(after !== undefined && { after }),
  };
}
