import { z } from 'zod';
import type { Finding } from './scanner.ts';
import { severityOf } from './severity.ts';

const basicSchema = z.object({
  name: z.string(),
  severity: z.string().optional(),
  attributes: z.array(z.object({ key: z.string(), value: z.string().optional() })).default([]),
});

const enhancedSchema = z.object({
  severity: z.string().optional(),
  /** `ACTIVE`, `SUPPRESSED` or `CLOSED`. */
  status: z.string().optional(),
  fixAvailable: z.string().optional(),
  packageVulnerabilityDetails: z
    .object({
      vulnerabilityId: z.string(),
      relatedVulnerabilities: z.array(z.string()).default([]),
      vulnerablePackages: z
        .array(
          z.object({
            name: z.string(),
            version: z.string().default(''),
            fixedInVersion: z.string().optional(),
          }),
        )
        .default([]),
    })
    .optional(),
});

/** The part of `imageScanFindings` that we read: `findings` of basic scanning, `enhancedFindings` of Inspector. */
export const findingsSchema = z.object({
  findings: z.array(basicSchema).default([]),
  enhancedFindings: z.array(enhancedSchema).default([]),
});

export function findingsOf({ findings, enhancedFindings }: z.infer<typeof findingsSchema>): Finding[] {
  return [...findings.map(basicFinding), ...enhancedFindings.flatMap(enhancedFinding)];
}

/** Basic scanning does not say whether there is a fix. */
function basicFinding({ name, severity, attributes }: z.infer<typeof basicSchema>): Finding {
  const values = new Map(attributes.map(({ key, value }) => [key, value ?? '']));
  return {
    id: name,
    aliases: [],
    package: values.get('package_name') ?? '',
    version: values.get('package_version') ?? '',
    severity: severityOf(severity),
    fix: 'unknown',
  };
}

/** A finding per package. What Inspector's own rules suppress counts: exceptions are in one file, reviewed. */
function enhancedFinding(finding: z.infer<typeof enhancedSchema>): Finding[] {
  const { severity, status, fixAvailable, packageVulnerabilityDetails: details } = finding;
  if (status === 'CLOSED' || !details) return [];
  return details.vulnerablePackages.map(({ name, version, fixedInVersion }) => {
    const fixedIn = fixedInVersion === 'NotAvailable' ? undefined : fixedInVersion;
    return {
      id: details.vulnerabilityId,
      aliases: details.relatedVulnerabilities,
      package: name,
      version,
      severity: severityOf(severity),
      fix:
        fixedIn !== undefined || fixAvailable === 'YES'
          ? 'available'
          : fixAvailable === 'NO'
            ? 'none'
            : 'unknown',
      ...(fixedIn !== undefined && { fixedIn }),
    };
  });
}
