/** From harmless to worst. `unknown`: nobody has judged it yet. */
export const severities = ['unknown', 'negligible', 'low', 'medium', 'high', 'critical'] as const;

export type Severity = (typeof severities)[number];

/** The least severity that fails a scan. */
export const thresholds = ['low', 'medium', 'high', 'critical'] as const;

export type Threshold = (typeof thresholds)[number];

/** Words of scanners that are not ours. */
const synonyms: Record<string, Severity> = {
  informational: 'negligible',
  undefined: 'unknown',
  untriaged: 'unknown',
};

/** Ours for a scanner's word, whatever its case. A word that nobody knows is `unknown`. */
export function severityOf(word = 'unknown'): Severity {
  const lower = word.toLowerCase();
  return severities.find((severity) => severity === lower) ?? synonyms[lower] ?? 'unknown';
}

export const reaches = (severity: Severity, threshold: Threshold): boolean =>
  rank(severity) >= rank(threshold);

/** Higher is worse. */
export const rank = (severity: Severity): number => severities.indexOf(severity);
