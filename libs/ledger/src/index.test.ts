import { execFileSync } from 'node:child_process';
import { join } from 'node:path';

/** Packages that a program of its own has loaded at its end. */
function loadedBy(program: string): string[] {
  const source = `
    import { createRequire } from 'node:module';
    ${program}
    const files = Object.keys(createRequire(import.meta.url).cache);
    const names = files.map((file) => /node_modules\\/((?:@[^/]+\\/)?[^/]+)/.exec(file)?.[1]);
    process.stdout.write(JSON.stringify([...new Set(names)]));`;
  const output = execFileSync(process.execPath, ['--input-type=module', '--eval', source], {
    encoding: 'utf8',
    cwd: join(__dirname, '..'),
  });
  return JSON.parse(output) as string[];
}

describe('@prod-e/ledger', () => {
  const sdk = '@aws-sdk/client-dynamodb';
  const opened = `
    import { openDynamoLedger } from './src/index.ts';
    const ledger = openDynamoLedger({ table: 't', region: 'r', endpoint: 'http://127.0.0.1:9', requestTimeoutMs: 1 });`;

  it('loads no AWS SDK before a table is asked', () => {
    expect(loadedBy(opened)).not.toContain(sdk);
  });

  it('loads it then', () => {
    expect(loadedBy(`${opened}; await ledger.stacks('dev').catch(() => undefined);`)).toContain(sdk);
  });

  it('has metrics that stand on nothing', () => {
    expect(loadedBy(`import '@prod-e/ledger/metrics';`)).toEqual([]);
  });
});
