import { isInEcr } from './ecr-image.ts';
import type { Scanner, ScannerName, ScanTarget } from './scanner.ts';

export type Choice = { scanner: Scanner } | { reason: string };

const missing: Record<ScannerName, string> = {
  trivy: 'trivy is not on the PATH',
  grype: 'grype is not on the PATH',
  ecr: 'ecr cannot be asked: the image is in no registry, or there are no AWS credentials',
};

/**
 * The scanner that was asked for, or the first that is there.
 *
 * @param scanners in the order of preference
 * @returns the scanner, or why there is none
 */
export async function choose(
  wanted: ScannerName | 'auto',
  scanners: Scanner[],
  target: ScanTarget,
): Promise<Choice> {
  const inEcr = target.reference !== undefined && isInEcr(target.reference);
  for (const scanner of scanners) {
    const asked = wanted === 'auto' ? scanner.name !== 'ecr' || inEcr : scanner.name === wanted;
    if (asked && (await scanner.isThere(target))) return { scanner };
  }
  if (wanted !== 'auto') return { reason: missing[wanted] };
  return {
    reason: `no scanner is there: ${missing.trivy}, ${missing.grype}, and ${inEcr ? 'there are no AWS credentials' : 'the image is not in ECR'}`,
  };
}
