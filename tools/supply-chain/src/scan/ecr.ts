import type { DescribeImageScanFindingsCommandInput, ECRClient } from '@aws-sdk/client-ecr';
import { UserError } from '@prod-e/errors';
import { findingsSchema, findingsOf } from './ecr-findings.ts';
import { ecrImage, type EcrImage } from './ecr-image.ts';
import { noAnswer, untilScanned, type WaitOptions } from './ecr-wait.ts';
import type { Finding, Scanner } from './scanner.ts';

/** What ECR itself has found, by its basic scanning or by Inspector. Credentials and region are the AWS SDK's. */
export const ecr = (options: WaitOptions = {}): Scanner => ({
  name: 'ecr',
  isThere: ({ reference }) => hasCredentials(reference && ecrImage(reference)),
  async scan({ service, reference = '' }) {
    const image = ecrImage(reference);
    if (!image) throw new UserError(`the image of ${service} is in no registry`, { where: reference });
    const { region, ...input } = image;
    const client = await clientOf(region);
    try {
      await untilScanned(client, input, reference, options);
      return await allFindings(client, input, reference, options.signal);
    } finally {
      client.destroy();
    }
  },
});

async function hasCredentials(image: EcrImage | '' | undefined): Promise<boolean> {
  if (!image) return false;
  const client = await clientOf(image.region);
  return client.config
    .credentials()
    .then(
      () => true,
      () => false,
    )
    .finally(() => {
      client.destroy();
    });
}

async function clientOf(region: string | undefined): Promise<ECRClient> {
  const { ECRClient } = await import('@aws-sdk/client-ecr');
  return new ECRClient({ ...(region !== undefined && { region }) });
}

/** Pages that the SDK turns, each read by our schema. */
async function allFindings(
  client: ECRClient,
  input: DescribeImageScanFindingsCommandInput,
  reference: string,
  signal?: AbortSignal,
): Promise<Finding[]> {
  const { paginateDescribeImageScanFindings } = await import('@aws-sdk/client-ecr');
  const options = signal && { abortSignal: signal };
  const findings: Finding[] = [];
  try {
    for await (const page of paginateDescribeImageScanFindings({ client, pageSize: 1000 }, input, options)) {
      findings.push(...findingsOf(findingsSchema.parse(page.imageScanFindings ?? {})));
    }
  } catch (cause) {
    signal?.throwIfAborted();
    throw noAnswer(cause, reference);
  }
  return findings;
}
