import { AcmCertificate } from '@cdktf/provider-aws/lib/acm-certificate/index.js';
import { AcmCertificateValidation } from '@cdktf/provider-aws/lib/acm-certificate-validation/index.js';
import { Route53Record } from '@cdktf/provider-aws/lib/route53-record/index.js';
import type { TerraformStack } from 'cdktf';

export interface CertificateProps {
  /** Such as `dev.example.org`. */
  domain: string;
  zoneId: string;
}

/**
 * A certificate for every service below the domain, which renews itself by its record.
 *
 * @returns its ARN, known once it is valid
 */
export function certificate(stack: TerraformStack, { domain, zoneId }: CertificateProps): string {
  const { arn, domainValidationOptions } = new AcmCertificate(stack, 'certificate', {
    domainName: `*.${domain}`,
    validationMethod: 'DNS',
    lifecycle: { createBeforeDestroy: true },
  });
  const wanted = domainValidationOptions.get(0);
  const record = new Route53Record(stack, 'certificate-record', {
    ...{ zoneId, name: wanted.resourceRecordName, type: wanted.resourceRecordType, ttl: 60 },
    records: [wanted.resourceRecordValue],
    // It is the same for every certificate of the name, those of an earlier environment among them.
    allowOverwrite: true,
  });
  return new AcmCertificateValidation(stack, 'certificate-validation', {
    certificateArn: arn,
    validationRecordFqdns: [record.fqdn],
    // Minutes, in most cases. By default it waits for longer than the credentials of a job live.
    timeouts: { create: '20m' },
  }).certificateArn;
}
