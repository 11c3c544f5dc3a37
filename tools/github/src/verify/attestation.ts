import { z } from 'zod';

/** What is attested of an image, by the name of its predicate. */
export const predicates = {
  provenance: 'https://slsa.dev/provenance/v1',
  SBOM: 'https://cyclonedx.org/bom',
} as const;

export type Predicate = keyof typeof predicates;

/** The part of what `gh attestation verify --format json` prints that we need. */
const verifiedSchema = z.array(
  z.object({
    verificationResult: z.object({
      statement: z.object({
        predicateType: z.string(),
        subject: z.array(z.object({ digest: z.record(z.string(), z.string()) })),
      }),
    }),
  }),
);

/**
 * Whether what gh has printed is an attestation of this image. Its exit code alone does not say so: there are versions
 * that end with 0 where an image has attestations, but none of the type (cli/cli#10418).
 *
 * @param digest `sha256:…`
 */
export function isAttested(printed: string, predicate: Predicate, digest: string): boolean {
  const { data = [] } = verifiedSchema.safeParse(parse(printed));
  return data.some(
    ({ verificationResult: { statement } }) =>
      statement.predicateType === predicates[predicate] &&
      statement.subject.some((subject) => `sha256:${subject.digest['sha256'] ?? ''}` === digest),
  );
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
