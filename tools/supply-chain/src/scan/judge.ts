import type { Exception } from './exceptions.ts';
import type { Finding, ScannerName } from './scanner.ts';
import { rank, reaches, type Threshold } from './severity.ts';

export interface JudgedFinding extends Finding {
  /** `fails`: at or over the threshold, and no exception holds. */
  verdict: 'fails' | 'excepted' | 'below';
  exception?: Exception;
}

export interface Judgement {
  status: 'passed' | 'failed';
  service: string;
  threshold: Threshold;
  /** The worst first. */
  findings: JudgedFinding[];
  /** They fail the scan: whoever reviewed them wanted them looked at again by now. */
  expired: Exception[];
  /** They match nothing in this image. */
  stale: Exception[];
}

export type ScanResult =
  | (Judgement & { scanner: ScannerName })
  | { status: 'skipped'; service: string; threshold: Threshold; reason: string };

/**
 * What findings mean for a service.
 *
 * @param exceptions those of other services have no say
 * @param now its day, in UTC, is compared with that of an exception
 */
export function judge(
  service: string,
  findings: Finding[],
  threshold: Threshold,
  exceptions: Exception[],
  now: Date,
): Judgement {
  const today = now.toISOString().slice(0, 10);
  const ours = exceptions.filter(
    (exception) => exception.service === undefined || exception.service === service,
  );
  const expired = ours.filter(({ expires }) => expires < today);
  const held = ours.filter((exception) => !expired.includes(exception));
  const judged = distinct(findings).map((finding): JudgedFinding => {
    if (!reaches(finding.severity, threshold)) return { ...finding, verdict: 'below' };
    const exception = held.find((each) => matches(each, finding));
    return exception ? { ...finding, verdict: 'excepted', exception } : { ...finding, verdict: 'fails' };
  });
  const failed = expired.length > 0 || judged.some(({ verdict }) => verdict === 'fails');
  return {
    status: failed ? 'failed' : 'passed',
    service,
    threshold,
    findings: judged.sort(byHarm),
    expired,
    stale: held.filter((exception) => !findings.some((finding) => matches(exception, finding))),
  };
}

const matches = (exception: Exception, finding: Finding): boolean =>
  exception.package === finding.package && [finding.id, ...finding.aliases].includes(exception.id);

/** A scanner may report the same thing once per place where it found the package. */
function distinct(findings: Finding[]): Finding[] {
  return [...new Map(findings.map((each) => [`${each.id} ${each.package} ${each.version}`, each])).values()];
}

function byHarm(a: Finding, b: Finding): number {
  const [first, second] = [a, b].map(({ package: name, id }) => `${name} ${id}`) as [string, string];
  return rank(b.severity) - rank(a.severity) || (first < second ? -1 : 1);
}
