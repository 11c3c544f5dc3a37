import { UserError } from '@prod-e/errors';
import { z } from 'zod';
import { isOnPath, jsonOf } from './program.ts';
import { scanned } from './scanned.ts';
import type { Finding, Scanner } from './scanner.ts';
import { severityOf } from './severity.ts';

/** The part of Trivy's JSON report (SchemaVersion 2) that we read. */
const reportSchema = z.object({
  SchemaVersion: z.literal(2),
  Results: z
    .array(
      z.object({
        Class: z.string().optional(),
        Packages: z.array(z.unknown()).nullish(),
        Vulnerabilities: z
          .array(
            z.object({
              VulnerabilityID: z.string(),
              VendorIDs: z.array(z.string()).nullish(),
              PkgName: z.string(),
              InstalledVersion: z.string().default(''),
              FixedVersion: z.string().optional(),
              Severity: z.string().optional(),
            }),
          )
          .nullish(),
      }),
    )
    .nullish(),
});

type Report = z.infer<typeof reportSchema>;

/** https://trivy.dev, on the PATH. */
export const trivy = (signal?: AbortSignal): Scanner => ({
  name: 'trivy',
  isThere: () => isOnPath('trivy'),
  async scan(target) {
    const report = await jsonOf('trivy', [...argumentsFor(scanned(target))], reportSchema, signal);
    if (!report.Results?.some(isOfDistribution)) {
      throw new UserError('trivy recognised no package of a distribution: its silence would say nothing', {
        where: scanned(target).what,
      });
    }
    return findingsOf(report);
  },
});

const isOfDistribution = ({
  Class: kind,
  Packages: packages,
}: NonNullable<Report['Results']>[number]): boolean => kind === 'os-pkgs' && (packages ?? []).length > 0;

/** All packages are asked for, to see that there are any. */
function argumentsFor({ kind, what }: ReturnType<typeof scanned>): string[] {
  const common = ['--format', 'json', '--list-all-pkgs', '--quiet'];
  return kind === 'sbom' ? ['sbom', ...common, what] : ['image', '--scanners', 'vuln', ...common, what];
}

function findingsOf({ Results: results }: Report): Finding[] {
  return (results ?? []).flatMap(({ Vulnerabilities: list }) =>
    (list ?? []).map((each) => ({
      id: each.VulnerabilityID,
      aliases: each.VendorIDs ?? [],
      package: each.PkgName,
      version: each.InstalledVersion,
      severity: severityOf(each.Severity),
      ...(each.FixedVersion
        ? { fix: 'available' as const, fixedIn: each.FixedVersion }
        : { fix: 'none' as const }),
    })),
  );
}
