import { foundationJson, statementsOf } from '../../../../test/foundation.ts';

const domain = { name: 'lab.example.org', zone: 'example.org' };
const notFound = [
  { type: 'fixed-response', fixed_response: expect.objectContaining({ status_code: '404' }) },
];

describe('a load balancer with a domain', () => {
  const { resources, only, outputs, text } = foundationJson({ domain });

  it('leads from HTTP to HTTPS', () => {
    expect(resources('aws_lb_listener')['http']?.['default_action']).toEqual([
      { type: 'redirect', redirect: { protocol: 'HTTPS', port: '443', status_code: 'HTTP_301' } },
    ]);
  });

  it('speaks TLS 1.2 or later, with a certificate that is valid', () => {
    expect(resources('aws_lb_listener')['https']).toMatchObject({
      ...{ port: 443, protocol: 'HTTPS', ssl_policy: 'ELBSecurityPolicy-TLS13-1-2-2021-06' },
      certificate_arn: '${aws_acm_certificate_validation.certificate-validation.certificate_arn}',
    });
  });

  it('has nothing for what no service has a rule for', () => {
    expect(resources('aws_lb_listener')['https']?.['default_action']).toEqual(notFound);
  });

  it('is found at every name below it', () => {
    expect(only('aws_acm_certificate')).toMatchObject({ domain_name: '*.lab.example.org' });
    expect(resources('aws_route53_record')['services-record']).toMatchObject({
      ...{ name: '*.lab.example.org', type: 'A' },
      alias: { name: '${aws_lb.load-balancer.dns_name}', zone_id: '${aws_lb.load-balancer.zone_id}' },
    });
  });

  it('proves by a record of the zone that the domain is ours', () => {
    expect(text).toContain('"name": "example.org"');
    expect(resources('aws_route53_record')['certificate-record']).toMatchObject({
      zone_id: '${data.aws_route53_zone.zone.zone_id}',
      name: '${tolist(aws_acm_certificate.certificate.domain_validation_options).0.resource_record_name}',
    });
  });

  it('waits for its certificate for less time than a job has its role', () => {
    expect(only('aws_acm_certificate_validation')['timeouts']).toEqual({ create: '20m' });
  });

  it('is open at 80 and 443', () => {
    expect(openPorts(resources)).toEqual([80, 443]);
  });

  it('tells services the listener of HTTPS', () => {
    expect(outputs['listenerArn']?.value).toBe('${aws_lb_listener.https.arn}');
  });
});

describe('a load balancer without a domain', () => {
  const { resources, outputs } = foundationJson();

  it('speaks HTTP alone, and has nothing for what no service has a rule for', () => {
    expect(resources('aws_lb_listener')).toEqual({
      http: expect.objectContaining({ port: 80, protocol: 'HTTP', default_action: notFound }),
    });
  });

  it('is open at 80 alone', () => {
    expect(openPorts(resources)).toEqual([80]);
  });

  it('asks for no certificate and no record', () => {
    expect(resources('aws_acm_certificate')).toEqual({});
    expect(resources('aws_route53_record')).toEqual({});
  });

  it('tells services the listener of HTTP', () => {
    expect(outputs['listenerArn']?.value).toBe('${aws_lb_listener.http.arn}');
  });
});

describe('any load balancer', () => {
  const { only, resources } = foundationJson();

  it('drops headers that are none', () => {
    expect(only('aws_lb')).toMatchObject({ drop_invalid_header_fields: true });
  });

  it('gives up a connection before a service does', () => {
    // 65 seconds, by default, in libs/service.
    expect(only('aws_lb')['idle_timeout']).toBeLessThan(65);
  });

  it('has a name that AWS takes, whatever the environment is called', () => {
    const { name } = foundationJson({ name: 'a'.repeat(21) }).only('aws_lb');
    expect(name).toMatch(/^[a-z0-9-]{1,32}$/);
  });

  it('writes its requests to a bucket that it may write to by then', () => {
    expect(only('aws_lb')['access_logs']).toEqual({
      bucket: '${aws_s3_bucket_policy.access-logs-policy.bucket}',
      enabled: true,
    });
    expect(statementsOf(only('aws_s3_bucket_policy'))).toContainEqual({
      ...{ Sid: 'LoadBalancer', Effect: 'Allow', Action: 's3:PutObject' },
      Principal: { Service: 'logdelivery.elasticloadbalancing.amazonaws.com' },
      Resource: '${aws_s3_bucket.access-logs.arn}/AWSLogs/111122223333/*',
    });
  });

  it('has a bucket whose name is one among all accounts, and one that S3 takes', () => {
    const { bucket } = foundationJson({ name: 'a'.repeat(21), region: 'ap-southeast-1' }).only(
      'aws_s3_bucket',
    );
    expect(bucket).toMatch(/^prod-e-a{21}-logs-111122223333-ap-southeast-1$/);
    expect(String(bucket).length).toBeLessThanOrEqual(63);
  });

  it('shows its bucket to nobody, and by nothing but TLS', () => {
    expect(only('aws_s3_bucket_public_access_block')).toMatchObject({
      ...{ block_public_acls: true, block_public_policy: true },
      ...{ ignore_public_acls: true, restrict_public_buckets: true },
    });
    expect(statementsOf(only('aws_s3_bucket_policy'))).toContainEqual(
      expect.objectContaining({
        Effect: 'Deny',
        Condition: { Bool: { 'aws:SecureTransport': 'false' } },
      }),
    );
  });

  it('keeps its requests no longer than other logs', () => {
    const rule = foundationJson({ retentionDays: 90 }).only('aws_s3_bucket_lifecycle_configuration')['rule'];
    expect(rule).toEqual([expect.objectContaining({ status: 'Enabled', expiration: [{ days: 90 }] })]);
  });

  it('says nothing of whom it may call: that is for the services', () => {
    expect(resources('aws_vpc_security_group_egress_rule')).toEqual({});
  });
});

/** Ports at which everybody is let in. */
const openPorts = (resources: ReturnType<typeof foundationJson>['resources']): number[] =>
  Object.values(resources('aws_vpc_security_group_ingress_rule'))
    .filter((rule) => rule['cidr_ipv4'] === '0.0.0.0/0')
    .map((rule) => Number(rule['to_port']))
    .sort((a, b) => a - b);
