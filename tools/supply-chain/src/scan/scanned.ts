import { exitCode, UserError } from '@prod-e/errors';
import type { ScanTarget } from './scanner.ts';

/**
 * What of a target a scanner on this machine looks at: its document where there is one, else the image itself.
 *
 * @throws UserError when the target has neither
 */
export function scanned({ service, reference, sbom }: ScanTarget): { kind: 'sbom' | 'image'; what: string } {
  if (sbom !== undefined) return { kind: 'sbom', what: sbom };
  if (reference !== undefined) return { kind: 'image', what: reference };
  throw new UserError(`neither an image of ${service} nor its SBOM is known`, {
    next: `npx nx run ${service}:containerize`,
    exit: exitCode.usage,
  });
}
