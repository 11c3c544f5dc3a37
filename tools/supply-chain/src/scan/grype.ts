import { UserError } from '@prod-e/errors';
import { z } from 'zod';
import { isOnPath, jsonOf } from './program.ts';
import { scanned } from './scanned.ts';
import type { Finding, Scanner } from './scanner.ts';
import { severityOf } from './severity.ts';

/** The part of Grype's JSON report that we read. */
const reportSchema = z.object({
  matches: z.array(
    z.object({
      vulnerability: z.object({
        id: z.string(),
        severity: z.string().optional(),
        fix: z.object({ versions: z.array(z.string()).nullish(), state: z.string() }),
      }),
      relatedVulnerabilities: z.array(z.object({ id: z.string() })).nullish(),
      artifact: z.object({ name: z.string(), version: z.string() }),
    }),
  ),
  distro: z.object({ name: z.string() }),
});

type Match = z.infer<typeof reportSchema>['matches'][number];

/** https://github.com/anchore/grype, on the PATH. */
export const grype = (signal?: AbortSignal): Scanner => ({
  name: 'grype',
  isThere: () => isOnPath('grype'),
  async scan(target) {
    const { kind, what } = scanned(target);
    const source = kind === 'sbom' ? `sbom:${what}` : what;
    const report = await jsonOf('grype', [source, '--output', 'json', '--quiet'], reportSchema, signal);
    if (report.distro.name === '') {
      throw new UserError('grype recognised no distribution: its silence would say nothing', {
        where: what,
      });
    }
    return report.matches.map(findingOf);
  },
});

const states: Record<string, Finding['fix']> = {
  fixed: 'available',
  'not-fixed': 'none',
  'wont-fix': 'none',
};

function findingOf({ vulnerability, relatedVulnerabilities, artifact }: Match): Finding {
  const { id, severity, fix } = vulnerability;
  const [fixedIn] = fix.versions ?? [];
  return {
    id,
    aliases: [...new Set((relatedVulnerabilities ?? []).map((related) => related.id))].filter(
      (alias) => alias !== id,
    ),
    package: artifact.name,
    version: artifact.version,
    severity: severityOf(severity),
    fix: states[fix.state] ?? 'unknown',
    ...(fixedIn !== undefined && { fixedIn }),
  };
}
