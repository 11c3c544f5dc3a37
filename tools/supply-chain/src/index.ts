export { createSbom, type SbomOptions } from './sbom/create-sbom.ts';
export { scanImage, type ScanOptions } from './scan/scan-image.ts';
export { markdownReport, terminalReport } from './scan/report.ts';
export type { Finding, ScanTarget, Scanner, ScannerName } from './scan/scanner.ts';
export type { Severity, Threshold } from './scan/severity.ts';
export type { Exception } from './scan/exceptions.ts';
export type { JudgedFinding, ScanResult } from './scan/judge.ts';
