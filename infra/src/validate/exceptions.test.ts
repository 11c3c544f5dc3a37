import { scratchFolder, thrownBy } from '@prod-e/testing/fixtures';
import { readExceptions, sortOut, type PolicyException } from './exceptions.ts';
import type { Finding } from './finding.ts';

const finding = (more: Partial<Finding> = {}): Finding => ({
  ...{
    environment: 'dev',
    check: 'CKV_AWS_1',
    says: 'all is well',
    stack: 'foundation',
    resource: 'aws_lb.public',
  },
  ...more,
});
const exception = (more: Partial<PolicyException> = {}): PolicyException => ({
  ...{ check: 'CKV_AWS_1', resources: ['aws_lb.public'], reason: 'There is no other way to be reached.' },
  ...more,
});
const looked = { environments: ['dev', 'prod'], isLooked: () => true };

describe('an exception', () => {
  it('sets aside what it names, in every environment', () => {
    const findings = [finding(), finding({ environment: 'prod' })];
    expect(sortOut(findings, [exception()], looked)).toEqual({ findings: [], excepted: findings, idle: [] });
  });

  it.each([
    ['another check', { check: 'CKV_AWS_2' }],
    ['another stack', { stack: 'web' }],
    ['another resource', { resource: 'aws_lb.public2' }],
    ['another environment', { environment: 'staging' }],
  ])('does not hold for %s', (_what, more) => {
    const one = exception({ stack: 'foundation', environments: ['dev'] });
    expect(sortOut([finding(), finding(more)], [one], looked).findings).toEqual([finding(more)]);
  });

  it('names many resources by a star, and takes a dot for a dot', () => {
    const one = exception({ resources: ['aws_lb.*'] });
    const findings = [finding(), finding({ resource: 'aws_lb.private' }), finding({ resource: 'aws_lbs' })];
    expect(sortOut(findings, [one], { ...looked, environments: ['dev'] }).findings).toEqual([
      finding({ resource: 'aws_lbs' }),
    ]);
  });

  it('is idle where it excepts nothing any more, told by resource and environment', () => {
    const one = exception({ resources: ['aws_lb.public', 'aws_lb.gone'] });
    expect(sortOut([finding()], [one], looked).idle).toEqual([
      'CKV_AWS_1 of aws_lb.gone in dev',
      'CKV_AWS_1 of aws_lb.public in prod',
      'CKV_AWS_1 of aws_lb.gone in prod',
    ]);
  });

  it('is not idle where nobody looked', () => {
    const elsewhere = exception({ environments: ['staging'] });
    const unlooked = { ...looked, isLooked: (check: string) => !check.startsWith('CKV') };
    expect(sortOut([], [elsewhere], looked).idle).toEqual([]);
    expect(sortOut([], [exception()], unlooked).idle).toEqual([]);
  });
});

describe('the file of exceptions', () => {
  const scratch = scratchFolder();
  afterAll(() => {
    scratch.remove();
  });

  it('is read', () => {
    expect(readExceptions(scratch.write('good.json', [exception()]))).toEqual([exception()]);
  });

  it.each([
    ['without a reason', [{ check: 'CKV_AWS_1', resources: ['aws_lb.public'], reason: '' }]],
    ['without a resource', [{ ...exception(), resources: [] }]],
    ['with a field too many', [{ ...exception(), until: 'later' }]],
    ['that is no list', {}],
  ])('is refused %s', (_what, content) => {
    const read = () => readExceptions(scratch.write('bad.json', content));
    expect(thrownBy(read)).toMatchObject({ where: 'infra/policy-exceptions.json', exit: 2 });
  });
});
