/** An emulator has no credentials to check, no metadata of an instance, and no list of regions. */
export const emulated = {
  skipCredentialsValidation: true,
  skipMetadataApiCheck: 'true',
  skipRegionValidation: true,
  skipRequestingAccountId: true,
} as const;
