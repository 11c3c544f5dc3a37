import { DataAwsRoute53Zone } from '@cdktf/provider-aws/lib/data-aws-route53-zone/index.js';
import type { Lb } from '@cdktf/provider-aws/lib/lb/index.js';
import { LbListener, type LbListenerDefaultAction } from '@cdktf/provider-aws/lib/lb-listener/index.js';
import { Route53Record } from '@cdktf/provider-aws/lib/route53-record/index.js';
import type { AwsEnvironment } from '@prod-e/environment';
import type { TerraformStack } from 'cdktf';
import { certificate } from './certificate.ts';

/** What no service has a rule for is nowhere. */
const notFound: LbListenerDefaultAction = {
  type: 'fixed-response',
  fixedResponse: { contentType: 'text/plain', messageBody: 'not found', statusCode: '404' },
};

const toHttps: LbListenerDefaultAction = {
  type: 'redirect',
  redirect: { protocol: 'HTTPS', port: '443', statusCode: 'HTTP_301' },
};

/**
 * HTTPS at the domain, to which HTTP leads; or HTTP alone, where there is none.
 *
 * @returns ARN of the listener to which services add their rules
 */
export function listener(stack: TerraformStack, { domain }: AwsEnvironment, balancer: Lb): string {
  const http = new LbListener(stack, 'http', {
    ...{ loadBalancerArn: balancer.arn, port: 80, protocol: 'HTTP' },
    defaultAction: [domain ? toHttps : notFound],
  });
  if (!domain) return http.arn;

  const { zoneId } = new DataAwsRoute53Zone(stack, 'zone', { name: domain.zone, privateZone: false });
  new Route53Record(stack, 'services-record', {
    ...{ zoneId, name: `*.${domain.name}`, type: 'A' },
    alias: { name: balancer.dnsName, zoneId: balancer.zoneId, evaluateTargetHealth: false },
  });
  return new LbListener(stack, 'https', {
    ...{ loadBalancerArn: balancer.arn, port: 443, protocol: 'HTTPS' },
    sslPolicy: 'ELBSecurityPolicy-TLS13-1-2-2021-06',
    certificateArn: certificate(stack, { domain: domain.name, zoneId }),
    defaultAction: [notFound],
  }).arn;
}
