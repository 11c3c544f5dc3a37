import type { Severity } from './severity.ts';

/** Which image is to be looked at. */
export interface ScanTarget {
  service: string;
  /** The image: `repository:tag`, with its registry's host where it is in one. */
  reference?: string;
  /** Absolute path of its CycloneDX document. A scanner that takes one prefers it: nothing is pulled. */
  sbom?: string;
}

/** A known vulnerability of a package in the image. */
export interface Finding {
  /** `CVE-2026-1234`, or what else its source calls it. */
  id: string;
  /** Other names of the same one. */
  aliases: string[];
  package: string;
  version: string;
  severity: Severity;
  /** `none`: the package's maintainers have published no version without it. */
  fix: 'available' | 'none' | 'unknown';
  /** The first version without it. */
  fixedIn?: string;
}

export const scannerNames = ['trivy', 'grype', 'ecr'] as const;

export type ScannerName = (typeof scannerNames)[number];

/** Something that knows vulnerabilities. */
export interface Scanner {
  name: ScannerName;
  /** Whether it can be asked on this machine. */
  isThere: (target: ScanTarget) => Promise<boolean>;
  /** @throws UserError when it fails, or has recognised nothing in the image */
  scan: (target: ScanTarget) => Promise<Finding[]>;
}
