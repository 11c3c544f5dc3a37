import { UserError } from '@prod-e/errors';
import type { Run } from '../cli/main.ts';
import { repositoryOf } from '../context/variables.ts';
import { predicates, type Predicate } from './attestation.ts';
import { attest, type Attester } from './gh.ts';
import { plannedImages, recordedImages, type Subject } from './images.ts';

export interface VerifyOptions {
  /** Folder of a saved plan whose images are verified; without one, those that are recorded. */
  plan?: string;
  sourceRef?: string;
}

/**
 * Verifies that every image was built by our own workflow, and that its bill of materials was written there. An image
 * in no registry can only be deployed to the machine that it was built on: it is named, and left out.
 *
 * @throws UserError when an image is not attested; all that are not are named
 */
export async function verify(
  { plan, sourceRef }: VerifyOptions,
  { workspaceRoot, env, print }: Run,
): Promise<void> {
  const { owner, repo } = repositoryOf(env);
  const images =
    plan === undefined ? recordedImages(workspaceRoot) : await plannedImages(workspaceRoot, plan);
  const attester = { repository: `${owner}/${repo}`, sourceRef, env };
  const failed: string[] = [];
  for (const image of images) {
    if (isOfThisMachine(image)) {
      print(`${image.service}: skipped, since it is in the engine of this machine and in no registry`);
      continue;
    }
    const problems = await problemsOf(image, attester);
    print(`${image.service}: ${problems.join('; ') || 'provenance and SBOM attested'}`);
    if (problems.length > 0) failed.push(`${image.service} (${image.reference})`);
  }
  if (failed.length === 0) return;
  throw new UserError(`not attested by this repository's workflow: ${failed.join(', ')}`, {
    next: `have _image.yml build it: run deploy.yml again from its start; an image that another has pushed under its tag must be deleted from the registry first`,
  });
}

const isOfThisMachine = ({ reference, digest }: Subject): boolean => reference === digest;

/** @returns what is wrong with an image, for a person; empty where nothing is */
async function problemsOf(image: Subject, attester: Attester): Promise<string[]> {
  // The record of another image must not be taken for this one's.
  if (!/^[^\s@]+@sha256:[0-9a-f]{64}$/.test(image.reference) || !image.reference.endsWith(`@${image.digest}`))
    return [`its reference ${image.reference} is not by its digest`];
  const names = Object.keys(predicates) as Predicate[];
  const answers = await Promise.all(names.map((name) => attest(image, name, attester)));
  return answers.flatMap((problem, index) => (problem === undefined ? [] : [`${names[index]}: ${problem}`]));
}
