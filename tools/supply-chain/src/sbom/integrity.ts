import { Enums, Models } from '@cyclonedx/cyclonedx-library';

const algorithms: Record<string, Enums.HashAlgorithm> = {
  sha1: Enums.HashAlgorithm['SHA-1'],
  sha256: Enums.HashAlgorithm['SHA-256'],
  sha384: Enums.HashAlgorithm['SHA-384'],
  sha512: Enums.HashAlgorithm['SHA-512'],
};

/**
 * CycloneDX's hashes of a subresource integrity.
 *
 * @param integrity `sha512-<base64>`, or several separated by spaces
 */
export function hashesOf(integrity = ''): Models.HashDictionary {
  const hashes = [...integrity.matchAll(/(sha\d+)-([A-Za-z0-9+/=]+)/g)].flatMap(
    ([, name = '', sum = '']): [Enums.HashAlgorithm, string][] => {
      const algorithm = algorithms[name];
      return algorithm === undefined ? [] : [[algorithm, Buffer.from(sum, 'base64').toString('hex')]];
    },
  );
  return new Models.HashDictionary(hashes);
}
