import { execFileSync, spawnSync } from 'node:child_process';
import { closeSync, constants, mkdtempSync, openSync, readFileSync, readSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { batchedSink } from './batched-sink.ts';

let folder: string;
let file: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'sink-'));
  file = join(folder, 'log');
});
afterEach(() => {
  rmSync(folder, { recursive: true });
});

describe('batchedSink', () => {
  it('writes nothing before there is enough, then all of it, in order', () => {
    const sink = batchedSink(file);
    sink.write('first\n');
    expect(readFileSync(file, 'utf8')).toBe('');
    sink.write(`${'x'.repeat(8192)}\n`);
    expect(readFileSync(file, 'utf8')).toBe(`first\n${'x'.repeat(8192)}\n`);
  });

  it('writes what is not enough a moment later, and at once when asked', async () => {
    const sink = batchedSink(file);
    sink.write('later ü\n');
    await sleep(300);
    expect(readFileSync(file, 'utf8')).toBe('later ü\n');
    sink.write('now\n');
    sink.flush();
    expect(readFileSync(file, 'utf8')).toBe('later ü\nnow\n');
  });

  it('appends to what is there', () => {
    for (const line of ['one\n', 'two\n']) {
      const sink = batchedSink(file);
      sink.write(line);
      sink.flush();
    }
    expect(readFileSync(file, 'utf8')).toBe('one\ntwo\n');
  });

  it.each(['process.exit(0)', 'throw new Error("x")'])('loses no line to %s', (end) => {
    const script = `import { batchedSink } from ${JSON.stringify(join(__dirname, 'batched-sink.ts'))};
      batchedSink(1).write('last words\\n'); ${end};`;
    const { stdout } = spawnSync(process.execPath, ['--input-type=module', '-e', script], {
      encoding: 'utf8',
    });
    expect(stdout).toBe('last words\n');
  });

  it('does not stop the service when nobody reads any more', () => {
    const fd = openSync(file, 'a');
    const sink = batchedSink(fd);
    closeSync(fd);
    sink.write('x\n');
    expect(sink.flush).not.toThrow();
  });

  describe('on a pipe that is full', () => {
    let pipe: number;

    beforeEach(() => {
      execFileSync('mkfifo', [file]);
      pipe = openSync(file, constants.O_RDWR | constants.O_NONBLOCK);
    });
    afterEach(() => {
      closeSync(pipe);
    });

    /** Takes what is in the pipe. */
    function drain(): string {
      const bytes = Buffer.alloc(200_000);
      return bytes.toString('utf8', 0, readSync(pipe, bytes));
    }

    it('waits for its reader and loses nothing', async () => {
      const sink = batchedSink(pipe);
      const lines = Array.from({ length: 1200 }, (_, number) => `${String(number).padStart(99)}\n`);
      for (const line of lines) sink.write(line);
      let received = drain();
      expect(received.length).toBeLessThan(lines.length * 100);
      while (received.length < lines.length * 100) {
        await sleep(150);
        received += drain();
      }
      expect(received).toBe(lines.join(''));
    });

    it('drops what is too much, and says how much it was', async () => {
      const sink = batchedSink(pipe, 20_000);
      for (let count = 0; count < 2000; count += 1) sink.write(`${'x'.repeat(99)}\n`);
      let received = drain();
      while (!received.includes('dropped')) {
        await sleep(250);
        received += drain();
      }
      const lines = received.trimEnd().split('\n');
      const { dropped } = JSON.parse(lines.at(-1) ?? '') as { dropped: number };
      expect(dropped).toBeGreaterThan(1000);
      expect(lines.length - 1 + dropped).toBe(2000);
    });
  });
});
