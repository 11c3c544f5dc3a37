import { Spec, Validation } from '@cyclonedx/cyclonedx-library';

/** What CycloneDX's own schema for 1.6 has against a document; `null` when nothing. */
export const invalid = (document: string): Promise<unknown> =>
  new Validation.JsonStrictValidator(Spec.Version.v1dot6).validate(document);
