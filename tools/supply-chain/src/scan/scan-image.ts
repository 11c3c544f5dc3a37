import { choose } from './choose.ts';
import { readExceptions } from './exceptions.ts';
import { judge, type ScanResult } from './judge.ts';
import type { Scanner, ScannerName, ScanTarget } from './scanner.ts';
import type { Threshold } from './severity.ts';

export interface ScanOptions {
  image: ScanTarget;
  scanner?: ScannerName | 'auto';
  threshold: Threshold;
  /** Absolute path of the workspace's `security/scan-exceptions.json`. */
  exceptionsFile: string;
  now: Date;
  signal?: AbortSignal;
  /** In the order of preference; without them, all that there are. */
  scanners?: Scanner[];
}

/**
 * Looks for known vulnerabilities of an image, and judges them by a threshold and by the reviewed exceptions.
 *
 * @returns `skipped`, with the reason, where no scanner is there: that is never a pass
 * @throws UserError when the exceptions are malformed (exit code 2) or the scanner fails
 */
export async function scanImage(options: ScanOptions): Promise<ScanResult> {
  const { image, threshold, now, signal } = options;
  const { service } = image;
  const exceptions = readExceptions(options.exceptionsFile);
  const choice = await choose(
    options.scanner ?? 'auto',
    options.scanners ?? (await allScanners(signal)),
    image,
  );
  if ('reason' in choice) return { status: 'skipped', service, threshold, reason: choice.reason };
  const findings = await choice.scanner.scan(image);
  return { ...judge(service, findings, threshold, exceptions, now), scanner: choice.scanner.name };
}

async function allScanners(signal?: AbortSignal): Promise<Scanner[]> {
  const [{ trivy }, { grype }, { ecr }] = await Promise.all([
    import('./trivy.ts'),
    import('./grype.ts'),
    import('./ecr.ts'),
  ]);
  return [trivy(signal), grype(signal), ecr({ signal })];
}
