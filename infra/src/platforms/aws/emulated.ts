/** An emulator has no credentials to check, no metadata of an instance, and no list of regions. It has accounts. */
export const emulated = {
  skipCredentialsValidation: true,
  skipMetadataApiCheck: 'true',
  skipRegionValidation: true,
} as const;
