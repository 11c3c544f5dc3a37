import { UserError } from '@prod-e/errors';
import { startBudget } from './budget.ts';
import type { Delivered, Delivery } from './channels/delivery.ts';
import { channelName } from './channels/name.ts';
import { send } from './channels/send.ts';
import type { Channel, DeliveryEvent } from './event.ts';
import { type Environment, redactor, secretsOf } from './redact.ts';
import { fit, oneLine } from './templates/text.ts';

const shownProblem = 500;

export interface NotifyOptions {
  /** Holds the secrets that the channels name. */
  env: Environment;
  /** Is given one line for each channel that was not told. */
  warn: (line: string) => void;
  /** For all channels together. Default 5000. */
  budgetMilliseconds?: number;
  signal?: AbortSignal;
}

/** What became of an event in a channel. Nothing in it is secret. */
export interface Receipt {
  channel: string;
  kind: Channel['kind'];
  status: Delivered | 'failed';
  milliseconds: number;
  /** What was wrong; of a failure. */
  problem?: string;
}

/**
 * Tells every channel that wants to know of an event, all at once. It never throws and never takes longer than its
 * budget, since what people are not told must not hold up or fail a deployment. Each failure is one warning.
 *
 * @returns a receipt for each channel that wants to know, in their order
 */
export async function notify(
  event: DeliveryEvent,
  channels: Channel[],
  { env, warn, budgetMilliseconds = 5000, signal }: NotifyOptions,
): Promise<Receipt[]> {
  const redact = redactor(secretsOf(channels, env));
  const { clear, end, ...budget } = startBudget(budgetMilliseconds, signal);
  const delivery: Delivery = { event: redact(event), env, redact, ...budget };
  const tell = async (channel: Channel): Promise<Receipt> => {
    const started = performance.now();
    const result = await Promise.race([outcome(channel, delivery), end.then(failed)]);
    const milliseconds = Math.round(performance.now() - started);
    const receipt = { channel: redact(channelName(channel)), kind: channel.kind, milliseconds };
    if (result.status !== 'failed') return { ...receipt, status: result.status };
    const { problem, next } = explain(result.error, redact);
    warnSafely(warn, `${receipt.channel} was not told of "${event.kind}": ${problem}; next: ${next}`);
    return { ...receipt, status: 'failed', problem };
  };
  const receipts = await Promise.all(channels.filter(({ on }) => on.includes(event.kind)).map(tell));
  clear();
  return receipts;
}

type Outcome = { status: Delivered } | { status: 'failed'; error: unknown };

const failed = (error: unknown): Outcome => ({ status: 'failed', error });

const outcome = (channel: Channel, delivery: Delivery): Promise<Outcome> =>
  send(channel, delivery).then((status): Outcome => ({ status }), failed);

/** In words for a person, on one line. Redacted before it is cut: half of a secret would not be found. */
function explain(error: unknown, redact: (text: string) => string): { problem: string; next: string } {
  const { message, next } = error instanceof UserError ? error : { message: String(error), next: undefined };
  return {
    problem: fit(redact(oneLine(message)), shownProblem),
    next: redact(oneLine(next ?? 'this is a fault of the program, please report it')),
  };
}

function warnSafely(warn: (line: string) => void, line: string): void {
  try {
    warn(line);
  } catch {
    // Who cannot be warned must not fail either.
  }
}
