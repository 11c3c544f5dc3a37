import { setTimeout as sleep } from 'node:timers/promises';
import type { DescribeImageScanFindingsCommandInput, ECRClient } from '@aws-sdk/client-ecr';
import { UserError } from '@prod-e/errors';

export interface WaitOptions {
  /** How long a scan in progress is waited for. */
  deadlineSeconds?: number;
  pollMilliseconds?: number;
  signal?: AbortSignal | undefined;
}

/** Statuses of a scan that has been made. `ACTIVE`: Inspector keeps it up to date. */
const done = ['COMPLETE', 'ACTIVE'];
const underWay = ['IN_PROGRESS', 'PENDING'];

/**
 * Waits until ECR has scanned an image. One that was just pushed has no scan yet, not even one in progress.
 *
 * @throws UserError when it has not ended by the deadline, or has failed
 */
export async function untilScanned(
  client: ECRClient,
  input: DescribeImageScanFindingsCommandInput,
  reference: string,
  { deadlineSeconds = 600, pollMilliseconds = 5000, signal }: WaitOptions,
): Promise<void> {
  const deadline = Date.now() + deadlineSeconds * 1000;
  for (;;) {
    const { status, description } = await statusOf(client, input, reference, signal);
    if (done.includes(status)) return;
    if (status !== 'none' && !underWay.includes(status)) {
      throw new UserError(`ECR has no findings: ${status}${description && `, ${description}`}`, {
        where: reference,
      });
    }
    if (Date.now() >= deadline) {
      throw new UserError(
        status === 'none'
          ? 'ECR has not scanned it'
          : `ECR has not ended its scan within ${deadlineSeconds} s: ${status}`,
        {
          where: reference,
          next: 'scan on push (registry’s or repository’s scanning configuration), or scan again later',
        },
      );
    }
    await sleep(pollMilliseconds, undefined, { signal });
  }
}

async function statusOf(
  client: ECRClient,
  input: DescribeImageScanFindingsCommandInput,
  reference: string,
  signal?: AbortSignal,
): Promise<{ status: string; description: string }> {
  const { DescribeImageScanFindingsCommand, ScanNotFoundException } = await import('@aws-sdk/client-ecr');
  try {
    const { imageScanStatus } = await client.send(
      new DescribeImageScanFindingsCommand({ ...input, maxResults: 1 }),
      signal && { abortSignal: signal },
    );
    return { status: imageScanStatus?.status ?? 'none', description: imageScanStatus?.description ?? '' };
  } catch (cause) {
    signal?.throwIfAborted();
    if (cause instanceof ScanNotFoundException) return { status: 'none', description: '' };
    throw noAnswer(cause, reference);
  }
}

/** The error for a question that ECR did not answer, or not in the documented form. */
export function noAnswer(cause: unknown, reference: string): UserError {
  const { name, message } = cause as Error;
  return new UserError(`ECR does not say what it has found: ${name}: ${message}`, {
    where: reference,
    cause,
  });
}
