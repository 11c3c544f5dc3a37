import { predicates, type Predicate } from './attestation.ts';
import { attest, type Attester } from './gh.ts';
import type { Subject } from './images.ts';

/** Whether an image is in the engine of this machine and in no registry, so that no other machine can get it. */
export const isOfThisMachine = ({ reference, digest }: Subject): boolean => reference === digest;

/**
 * Whether our own workflow attests the provenance and the SBOM of an image.
 *
 * @returns what is wrong, for a person; empty where nothing is
 * @throws UserError (exit 2) when there is no gh
 */
export async function problemsOf(image: Subject, attester: Attester): Promise<string[]> {
  // The record of another image must not be taken for this one's.
  if (!/^[^\s@]+@sha256:[0-9a-f]{64}$/.test(image.reference) || !image.reference.endsWith(`@${image.digest}`))
    return [`its reference ${image.reference} is not by its digest`];
  const names = Object.keys(predicates) as Predicate[];
  const answers = await Promise.all(names.map((name) => attest(image, name, attester)));
  return answers.flatMap((problem, index) => (problem === undefined ? [] : [`${names[index]}: ${problem}`]));
}
