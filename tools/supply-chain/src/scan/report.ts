import type { JudgedFinding, ScanResult } from './judge.ts';
import { severities } from './severity.ts';
import { table } from './table.ts';

type Scanned = Exclude<ScanResult, { status: 'skipped' }>;

const head = ['severity', 'vulnerability', 'package', 'version', 'fixed in', 'verdict'];

/** For a terminal: a line that says how it ended, the findings that reach the threshold, then what else to know. */
export function terminalReport(result: ScanResult): string {
  if (result.status === 'skipped') return `skipped: ${result.reason}`;
  const rows = atThreshold(result).map((finding) => cells(finding).map(printable));
  return [
    `${result.service}: ${summary(result)}`,
    ...(rows.length > 0 ? ['', table([head, ...rows])] : []),
    ...(notes(result).length > 0 ? ['', ...notes(result).map(printable)] : []),
  ].join('\n');
}

/** The same for a pull request. */
export function markdownReport(result: ScanResult): string {
  const title = `### Scan of ${result.service}: ${result.status}`;
  if (result.status === 'skipped') return `${title}\n\n${escaped(result.reason)}\n`;
  const row = (texts: string[]): string => `| ${texts.map(escaped).join(' | ')} |`;
  const rows = atThreshold(result).map((finding) => row(cells(finding)));
  const lines = [title, '', `${summary(result)}.`];
  if (rows.length > 0) lines.push('', row(head), row(head.map(() => '---')), ...rows);
  if (notes(result).length > 0) lines.push('', ...notes(result).map((note) => `- ${escaped(note)}`));
  return `${lines.join('\n')}\n`;
}

/** `failed by trivy: 2 at or over high, 1 of them without a fix; below it 3 medium, 1 low` */
function summary(result: Scanned): string {
  const { status, scanner, threshold, findings } = result;
  const failing = findings.filter(({ verdict }) => verdict === 'fails');
  const excepted = findings.filter(({ verdict }) => verdict === 'excepted').length;
  const unfixed = failing.filter(({ fix }) => fix === 'none').length;
  const below = severities
    .toReversed()
    .map((severity) => ({
      severity,
      count: findings.filter((each) => each.verdict === 'below' && each.severity === severity).length,
    }))
    .filter(({ count }) => count > 0)
    .map(({ severity, count }) => `${count} ${severity}`);
  return [
    `${status} by ${scanner}: ${failing.length} at or over ${threshold}${unfixed > 0 ? `, ${unfixed} of them without a fix` : ''}`,
    ...(excepted > 0 ? [`${excepted} excepted`] : []),
    ...(below.length > 0 ? [`below it ${below.join(', ')}`] : []),
  ].join('; ');
}

const atThreshold = ({ findings }: Scanned): JudgedFinding[] =>
  findings.filter(({ verdict }) => verdict !== 'below');

function cells({ severity, id, package: name, version, fix, fixedIn, exception }: JudgedFinding): string[] {
  const fixed = { available: fixedIn ?? 'a newer version', none: 'no fix yet', unknown: 'not known' }[fix];
  const verdict = exception ? `excepted until ${exception.expires}: ${exception.reason}` : 'fails';
  return [severity, id, name, version, fixed, verdict];
}

function notes({ expired, stale }: Scanned): string[] {
  return [
    ...expired.map(
      ({ id, package: name, expires, reviewer }) =>
        `expired: the exception for ${id} in ${name} held until ${expires} (reviewer: ${reviewer}); fix it, or have it reviewed again`,
    ),
    ...stale.map(
      ({ id, package: name }) => `stale: the exception for ${id} in ${name} matches nothing in this image`,
    ),
  ];
}

/** What a scanner's database says is printed as text, not obeyed. */
// eslint-disable-next-line no-control-regex -- control characters are what is taken out
const printable = (text: string): string => text.replace(/[\u0000-\u001F\u007F-\u009F]+/g, ' ');

const escaped = (text: string): string =>
  printable(text).replace(/[\\|<>`*_[\]]/g, (character) => `\\${character}`);
