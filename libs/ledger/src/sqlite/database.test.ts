import { execFile } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { readdirSync, readFileSync, statSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { promisify } from 'node:util';
import { UserError } from '@prod-e/errors';
import { scratchFolder, thrownBy, type Scratch } from '@prod-e/testing/fixtures';
import { attemptAt, endAt, idAt, proofAt, snapshotOf, startAt } from '../../test/samples.ts';
import { openSqliteLedger } from './ledger.ts';

describe('the file of a ledger', () => {
  let scratch: Scratch;
  let file = '';
  let warnings: string[] = [];
  const warn = (line: string) => warnings.push(line);

  beforeEach(() => {
    scratch = scratchFolder();
    file = join(scratch.folder, 'dev/ledger.sqlite');
    warnings = [];
  });
  afterEach(() => {
    scratch.remove();
  });

  async function writeSome(): Promise<void> {
    const ledger = openSqliteLedger(file, { warn });
    for (let seconds = 0; seconds < 200; seconds++) {
      await ledger.start(startAt(seconds));
      await ledger.end('dev', idAt(seconds), endAt(seconds));
    }
    ledger.close();
  }
  const told = async (): Promise<number> => {
    const ledger = openSqliteLedger(file, { warn });
    const deployments = await ledger.deployments({ environment: 'dev', limit: 1000 });
    ledger.close();
    return deployments.length;
  };
  const filesBeside = () => readdirSync(join(scratch.folder, 'dev'));

  it('is made with its folder, and keeps what was written', async () => {
    await writeSome();
    expect(await told()).toBe(200);
    expect(warnings).toEqual([]);
  });

  it.each<[string, () => void]>([
    [
      'was truncated',
      () => {
        truncateSync(file, Math.floor(statSync(file).size / 2));
      },
    ],
    [
      'was overwritten in the middle',
      () => {
        const bytes = readFileSync(file);
        bytes.fill(0xff, 4096, 3 * 4096);
        writeFileSync(file, bytes);
      },
    ],
    [
      'is no database',
      () => {
        writeFileSync(file, 'no database '.repeat(1000));
      },
    ],
    [
      'is a text of one line',
      () => {
        writeFileSync(file, '{}\n');
      },
    ],
  ])('that %s is moved aside as it is, with a warning, and a fresh one begun', async (_what, damage) => {
    await writeSome();
    damage();
    const broken = readFileSync(file);
    expect(await told()).toBe(0);
    const [aside = ''] = filesBeside().filter((name) => /^ledger\.sqlite\.corrupt-\d{8}T\d{9}Z$/.test(name));
    expect(readFileSync(join(scratch.folder, 'dev', aside))).toEqual(broken);
    expect(warnings).toEqual([
      `the ledger ${file} is broken: it was moved to ${join(scratch.folder, 'dev', aside)}, and a fresh one is begun`,
    ]);
    await writeSome();
    expect(await told()).toBe(200);
    expect(warnings).toHaveLength(1);
  });

  it('is moved aside without a warning where nobody listens', async () => {
    scratch.write('dev/ledger.sqlite', 'no database '.repeat(1000));
    const ledger = openSqliteLedger(file);
    expect(await ledger.underWay('dev')).toEqual([]);
    ledger.close();
  });

  it('that is empty, since its maker was killed, is begun', async () => {
    scratch.write('dev/ledger.sqlite', '');
    expect(await told()).toBe(0);
    expect(warnings).toEqual([]);
  });

  it('is opened and written by several processes at once', async () => {
    const program = join(__dirname, '../../test/write-many.ts');
    const run = promisify(execFile);
    await Promise.all(
      [0, 100, 200].map((first) => run(process.execPath, [program, file, `${first}`, '100'])),
    );
    expect(await told()).toBe(300);
    const ledger = openSqliteLedger(file);
    expect((await ledger.stacks('dev')).get('web')).toEqual({ attempt: attemptAt(299) });
    expect(await ledger.underWay('dev')).toEqual([]);
    ledger.close();
  });

  it('of a newer version is left alone', async () => {
    await writeSome();
    new DatabaseSync(file).exec('PRAGMA user_version = 99');
    expect(thrownBy(() => openSqliteLedger(file, { warn }))).toMatchObject({
      message: 'the ledger was made by a newer version of this workspace',
      where: file,
      next: 'pull, and run this again',
    });
    expect(filesBeside().filter((name) => name.includes('corrupt'))).toEqual([]);
  });

  it('that is a folder is refused in a sentence', () => {
    scratch.write('dev/ledger.sqlite/a', '');
    const refusal = thrownBy(() => openSqliteLedger(file));
    expect(refusal).toBeInstanceOf(UserError);
    expect(refusal).toMatchObject({ where: file, next: 'make it and its folder writable for you' });
  });

  it('below a file is refused in a sentence', () => {
    scratch.write('dev', '');
    const refusal = thrownBy(() => openSqliteLedger(file)) as UserError;
    expect(refusal).toBeInstanceOf(UserError);
    expect(refusal.message).toContain('the ledger cannot be used: EEXIST');
  });

  it('that breaks while it is in use is told in a sentence', async () => {
    const ledger = openSqliteLedger(file);
    // Larger than what SQLite keeps in memory.
    await ledger.keepSnapshot('dev', snapshotOf('web', 'a', randomBytes(3_000_000).toString('base64')));
    ledger.close();
    const again = openSqliteLedger(file);
    const bytes = readFileSync(file);
    writeFileSync(file, bytes.fill(0xff, 4096));
    const failure: unknown = await again.snapshot('dev', 'web', 'a').catch((error: unknown) => error);
    again.close();
    expect(failure).toBeInstanceOf(UserError);
    expect(failure).toMatchObject({
      message: 'the ledger cannot be used: database disk image is malformed',
      where: file,
    });
  });

  it.each([
    ['is no JSON', '{"id":', 'expected object'],
    ['says more than is known', JSON.stringify({ ...startAt(1), mood: 'good' }), 'mood'],
  ])('with a record that %s says so', async (_what, start, saying) => {
    await writeSome();
    const database = new DatabaseSync(file);
    database.prepare('UPDATE deployments SET start = ? WHERE id = ?').run(start, idAt(1));
    database.close();
    const ledger = openSqliteLedger(file);
    const failure = await ledger.deployment('dev', idAt(1)).catch((error: unknown) => error);
    ledger.close();
    expect(failure).toBeInstanceOf(UserError);
    expect((failure as UserError).message).toContain(`the ledger's record of ${idAt(1)} cannot be read`);
    expect((failure as UserError).message).toContain(saying);
  });

  it('keeps what one process wrote when another is killed in the middle of a write', async () => {
    await writeSome();
    const database = new DatabaseSync(file);
    database.exec('BEGIN IMMEDIATE');
    database.prepare('DELETE FROM deployments').run();
    // What a killed process leaves: nobody ends the transaction.
    database.close();
    expect(await told()).toBe(200);
  });

  it('may be closed twice', async () => {
    const ledger = openSqliteLedger(file);
    await ledger.recordProof('dev', 'web', proofAt(1));
    ledger.close();
    ledger.close();
  });
});
