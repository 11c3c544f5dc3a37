import { headersOf } from './calls.ts';
import { ofType, type StackJson } from './stack-json.ts';

export interface StateBucket {
  /** Keys of the objects, and of all their versions. */
  objects: () => Promise<{ current: string[]; versions: string[] }>;
}

/**
 * Makes the bucket that a stack has its state in, which must be one that the account's stack has: with versions, but
 * without its policy, which lets in nobody who has no TLS.
 */
export async function createStateBucket(
  endpoint: string,
  account: StackJson,
  stack: StackJson,
): Promise<StateBucket> {
  const { bucket } = stack.terraform.backend['s3'] ?? {};
  const [id] =
    Object.entries(ofType(account, 'aws_s3_bucket')).find(([, each]) => each['bucket'] === bucket) ?? [];
  if (id === undefined) throw new Error(`the account's stack does not make ${String(bucket)}`);
  const versioning = ofType(account, 'aws_s3_bucket_versioning')[`${id}-versioning`];
  const { status } = versioning?.['versioning_configuration'] as { status: string };

  const s3 = async (method: string, query: string, body?: string): Promise<string> => {
    const response = await fetch(`${endpoint}/${String(bucket)}${query}`, {
      ...{ method, headers: headersOf('s3') },
      ...(body !== undefined && { body }),
    });
    const text = await response.text();
    if (!response.ok) throw new Error(text);
    return text;
  };
  await s3('PUT', '');
  const configuration = `<VersioningConfiguration><Status>${status}</Status></VersioningConfiguration>`;
  await s3('PUT', '?versioning', configuration);

  const keys = (xml: string) => [...xml.matchAll(/<Key>(.*?)<\/Key>/g)].map(([, key = '']) => key);
  return {
    objects: async () => ({
      current: keys(await s3('GET', '?list-type=2')),
      versions: keys(await s3('GET', '?versions')),
    }),
  };
}
