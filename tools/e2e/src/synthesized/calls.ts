// Calls of AWS by its two protocols, as an emulator takes them: without a client of the SDK, and without a signature.

/** Says that the account's root calls, which an emulator believes. */
export const headersOf = (service: string): Record<string, string> => ({
  authorization: `AWS4-HMAC-SHA256 Credential=test/20260101/us-east-1/${service}/aws4_request`,
});

/**
 * A call by the JSON protocol.
 *
 * @param target prefix and action: `AmazonSQS.CreateQueue`
 * @throws Error with AWS's own
 */
export async function callJson<T = Record<string, unknown>>(
  endpoint: string,
  service: string,
  target: string,
  input: object,
): Promise<T> {
  const response = await fetch(endpoint, {
    method: 'POST',
    headers: {
      'content-type': 'application/x-amz-json-1.1',
      'x-amz-target': target,
      ...headersOf(service),
    },
    body: JSON.stringify(input),
  });
  return JSON.parse(await textOf(target, response)) as T;
}

/** Versions of the APIs that have the query protocol. */
const versions = { iam: '2010-05-08', sts: '2011-06-15', sns: '2010-03-31' };

/**
 * A call by the query protocol.
 *
 * @param parameters `Action` and the others; a list's as `Name.member.1`
 * @returns XML
 * @throws Error with AWS's own
 */
export async function callQuery(
  endpoint: string,
  service: keyof typeof versions,
  parameters: Record<string, string>,
): Promise<string> {
  const response = await fetch(endpoint, {
    method: 'POST',
    headers: headersOf(service),
    body: new URLSearchParams({ Version: versions[service], ...parameters }),
  });
  return textOf(parameters['Action'] ?? '', response);
}

async function textOf(what: string, response: Response): Promise<string> {
  const text = await response.text();
  if (!response.ok) throw new Error(`${what}: ${text}`);
  return text || '{}';
}

/** Text of the first element of a name. */
export const element = (xml: string, name: string): string =>
  new RegExp(`<${name}>([^<]*)</${name}>`).exec(xml)?.[1] ?? '';
