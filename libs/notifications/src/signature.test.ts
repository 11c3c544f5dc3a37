import fc from 'fast-check';
import { signedHeaders, verifySignature } from './signature.ts';

const key = 'a key of the signature';
const body = '{"version":1,"text":"täglich"}';
const at = new Date('2026-11-24T08:15:30Z');
const sign = (different: Partial<Parameters<typeof signedHeaders>[0]> = {}) =>
  signedHeaders({ body, event: 'rolled back', delivery: 'id', key, at, ...different });
const verify = (headers: Parameters<typeof verifySignature>[1], different = body, secrets = [key]) =>
  verifySignature(different, headers, secrets, { now: at });
const later = (seconds: number) => new Date(at.getTime() + seconds * 1000);

describe('signedHeaders', () => {
  it('are those that are documented', () => {
    // echo -n '1795508130.{}' | openssl dgst -sha256 -hmac key
    expect(sign({ body: '{}', key: 'key' })).toEqual({
      'content-type': 'application/json; charset=utf-8',
      'X-Prod-E-Event': 'rolled back',
      'X-Prod-E-Delivery': 'id',
      'X-Prod-E-Timestamp': '1795508130',
      'X-Prod-E-Signature-256': 'sha256=3bb171174ac09f3425d9a47b4c61c2ec6105fb013de2c302bef7a8f8fd9d904d',
    });
  });
});

describe('verifySignature allows', () => {
  it('what was signed with the key', () => {
    expect(verify(sign())).toBe(true);
  });

  it('a body in bytes', () => {
    expect(verifySignature(Buffer.from(body), sign(), [key], { now: at })).toBe(true);
  });

  it('headers as fetch has them', () => {
    expect(verify(new Headers(sign()))).toBe(true);
  });

  it('headers as Node has them', () => {
    const lower = Object.entries(sign()).map(([name, value]) => [name.toLowerCase(), value]);
    expect(verify(Object.fromEntries(lower) as Record<string, string>)).toBe(true);
  });

  it.each([
    ['old', [key, 'the next key']],
    ['new', ['the last key', key]],
  ])('the %s of two keys', (_, secrets) => {
    expect(verify(sign(), body, secrets)).toBe(true);
  });

  it.each([-300, 300])('a request of %i seconds ago', (seconds) => {
    expect(verifySignature(body, sign(), [key], { now: later(seconds) })).toBe(true);
  });

  it('what was signed just now, by the clock', () => {
    expect(verifySignature(body, sign({ at: new Date() }), [key])).toBe(true);
  });
});

describe('verifySignature refuses', () => {
  it.each([
    ['another body', sign(), `${body} `, [key]],
    ['another key', sign({ key: 'another key' }), body, [key]],
    ['no key', sign(), body, []],
    ['an empty key', sign({ key: '' }), body, ['']],
    ['another time than was signed', { ...sign(), 'X-Prod-E-Timestamp': '1795508131' }, body, [key]],
  ])('%s', (_, headers, given, secrets) => {
    expect(verify(headers, given, secrets)).toBe(false);
  });

  it.each([-301, 301])('a request of %i seconds ago', (seconds) => {
    expect(verifySignature(body, sign(), [key], { now: later(seconds) })).toBe(false);
  });

  it('what is older than the receiver wants', () => {
    expect(verifySignature(body, sign(), [key], { now: later(11), toleranceSeconds: 10 })).toBe(false);
  });

  it('everything when the time is not known', () => {
    expect(verifySignature(body, sign(), [key], { now: new Date(NaN) })).toBe(false);
  });

  const signature = sign()['X-Prod-E-Signature-256'] ?? '';
  it.each<[string, Record<string, string | string[] | undefined>]>([
    ['no signature', { 'X-Prod-E-Signature-256': undefined }],
    ['an empty signature', { 'X-Prod-E-Signature-256': '' }],
    ['the prefix alone', { 'X-Prod-E-Signature-256': 'sha256=' }],
    ['a signature without its prefix', { 'X-Prod-E-Signature-256': signature.slice(7) }],
    ['another algorithm', { 'X-Prod-E-Signature-256': signature.replace('sha256', 'sha1') }],
    ['a signature that is cut', { 'X-Prod-E-Signature-256': signature.slice(0, -2) }],
    ['a signature with something after it', { 'X-Prod-E-Signature-256': `${signature}\n` }],
    ['a signature in capitals', { 'X-Prod-E-Signature-256': signature.toUpperCase() }],
    ['a signature that is not hexadecimal', { 'X-Prod-E-Signature-256': `sha256=${'g'.repeat(64)}` }],
    ['two signatures', { 'X-Prod-E-Signature-256': [signature, signature] }],
    ['the same header twice', { 'x-prod-e-signature-256': signature }],
    ['no time', { 'X-Prod-E-Timestamp': undefined }],
    ['a time that is no number', { 'X-Prod-E-Timestamp': 'NaN' }],
    ['a time with an exponent', { 'X-Prod-E-Timestamp': '1e99' }],
    ['a time below zero', { 'X-Prod-E-Timestamp': '-1' }],
    ['a very long time', { 'X-Prod-E-Timestamp': '9'.repeat(400) }],
  ])('%s', (_, different) => {
    expect(verify({ ...sign(), ...different })).toBe(false);
  });

  it('whatever is not signed, and never throws', () => {
    const value = fc.oneof(fc.string({ unit: 'binary' }), fc.constant(signature), fc.array(fc.string()));
    const headers = fc.record({ 'x-prod-e-timestamp': value, 'x-prod-e-signature-256': value });
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), headers, (given, hostile) => {
        expect(verify(hostile, given)).toBe(false);
      }),
    );
  });
});
