import { z } from 'zod';

/** Compressed JSON, or the name and number of the items that it is split over. */
export const packedSchema = z.union([
  z.strictObject({ bytes: z.instanceof(Uint8Array) }),
  z.strictObject({ hash: z.string(), count: z.number() }),
]);

export type Packed = z.infer<typeof packedSchema>;
