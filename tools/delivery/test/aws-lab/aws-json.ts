/** Calls AWS by its JSON protocol, as an emulator takes it: without a client of the SDK, and without a signature. */
export async function awsJson<T = Record<string, unknown>>(
  endpoint: string,
  target: string,
  input: object,
): Promise<T> {
  const service = target.startsWith('AmazonSQS') ? 'sqs' : target.startsWith('DynamoDB') ? 'dynamodb' : 'ecs';
  const response = await fetch(endpoint, {
    method: 'POST',
    headers: {
      'content-type': `application/x-amz-json-1.${service === 'ecs' ? 1 : 0}`,
      'x-amz-target': target,
      authorization: `AWS4-HMAC-SHA256 Credential=test/20260101/us-east-1/${service}/aws4_request`,
    },
    body: JSON.stringify(input),
  });
  const text = await response.text();
  if (!response.ok) throw new Error(`${target}: ${text}`);
  return JSON.parse(text || '{}') as T;
}

/** A call of ECS. */
export const ecs = <T = Record<string, unknown>>(
  endpoint: string,
  action: string,
  input: object,
): Promise<T> => awsJson<T>(endpoint, `AmazonEC2ContainerServiceV20141113.${action}`, input);
