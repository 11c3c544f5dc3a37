import { join } from 'node:path';
import { describeError } from '@prod-e/errors';
import type { ExecutorContext } from '@nx/devkit';
import { recordedImage } from './image-record.ts';
import type { ScanResult } from './judge.ts';
import { terminalReport } from './report.ts';
import { scanImage } from './scan-image.ts';
import type { ScannerName } from './scanner.ts';
import type { Threshold } from './severity.ts';

export interface ScanExecutorOptions {
  threshold?: Threshold;
  scanner?: ScannerName | 'auto';
  /** Whether a scan that was skipped fails where `CI` is `true`. */
  required?: boolean;
}

/** Where the exceptions are, in the workspace. */
export const exceptionsFile = 'security/scan-exceptions.json';

/** `nx run <service>:image:scan` */
export default async function scanExecutor(
  { threshold = 'high', scanner = 'auto', required = false }: ScanExecutorOptions,
  { root, projectName: service = '' }: ExecutorContext,
): Promise<{ success: boolean }> {
  try {
    const result = await scanImage({
      image: recordedImage(root, service),
      scanner,
      threshold,
      exceptionsFile: join(root, exceptionsFile),
      now: new Date(),
    });
    console.log(terminalReport(result));
    return { success: isSuccess(result, required && process.env['CI'] === 'true') };
  } catch (error) {
    console.error(describeError(error));
    return { success: false };
  }
}

const isSuccess = ({ status }: ScanResult, mustScan: boolean): boolean =>
  status === 'passed' || (status === 'skipped' && !mustScan);
