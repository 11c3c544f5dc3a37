import { gunzipSync, gzipSync } from 'node:zlib';

/** A value as compressed JSON. */
export const gzipJson = (value: unknown): Buffer => gzipSync(JSON.stringify(value));

/** The JSON text in it. */
export const gunzipText = (bytes: Uint8Array): string => gunzipSync(bytes).toString('utf8');
