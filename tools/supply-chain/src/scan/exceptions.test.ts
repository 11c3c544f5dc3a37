import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { scratchFolder, thrownBy, type Scratch } from '@prod-e/testing/fixtures';
import { z } from 'zod';
import { exceptionsSchema, readExceptions } from './exceptions.ts';

const good = {
  id: 'CVE-2026-1001',
  package: 'libc6',
  reason: 'We never call the function that has it.',
  expires: '2026-12-31',
  reviewer: 'Ada',
};

let scratch: Scratch;
beforeEach(() => {
  scratch = scratchFolder();
});
afterEach(() => {
  scratch.remove();
});

const read = (content: unknown) => readExceptions(scratch.write('exceptions.json', content));

describe('readExceptions', () => {
  it('reads what the file says', () => {
    expect(read({ exceptions: [good, { ...good, service: 'backend' }] })).toEqual([
      good,
      { ...good, service: 'backend' },
    ]);
  });

  it('is nothing where there is no file', () => {
    expect(readExceptions(join(scratch.folder, 'none.json'))).toEqual([]);
  });

  it.each([
    ['no JSON', '{', /the exceptions are no JSON/],
    ['no list', {}, /exceptions: /],
    [
      'an exception for nothing in particular',
      { exceptions: [{ ...good, id: 'all' }] },
      /exceptions\.0\.id: must be an identifier/,
    ],
    [
      'a day that does not exist',
      { exceptions: [{ ...good, expires: '2026-02-30' }] },
      /exceptions\.0\.expires/,
    ],
    [
      'an exception without an end',
      { exceptions: [{ ...good, expires: undefined }] },
      /exceptions\.0\.expires/,
    ],
    [
      'an exception without a reviewer',
      { exceptions: [{ ...good, reviewer: '' }] },
      /exceptions\.0\.reviewer/,
    ],
    [
      'a reason that is none',
      { exceptions: [{ ...good, reason: 'ok' }] },
      /reason: must say why in a sentence/,
    ],
    ['a word that nobody reads', { exceptions: [{ ...good, severity: 'low' }] }, /severity/],
  ])('refuses %s, with exit code 2', (_what, content, message) => {
    expect(thrownBy(() => read(content))).toMatchObject({
      exit: 2,
      message: expect.stringMatching(message),
      where: join(scratch.folder, 'exceptions.json'),
    });
  });

  it('reads the workspace’s own', () => {
    expect(Array.isArray(readExceptions(join(__dirname, '../../../../security/scan-exceptions.json')))).toBe(
      true,
    );
  });
});

describe('exceptions.schema.json', () => {
  it('is what the schema generates (UPDATE=1 writes it)', () => {
    const file = join(__dirname, '../../exceptions.schema.json');
    const generated = JSON.stringify(z.toJSONSchema(exceptionsSchema, { io: 'input' }), null, 2) + '\n';
    if (process.env['UPDATE']) writeFileSync(file, generated);
    expect(JSON.parse(readFileSync(file, 'utf8'))).toEqual(JSON.parse(generated));
  });
});
