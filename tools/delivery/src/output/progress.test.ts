import { createProgress, seconds, type Progress } from './progress.ts';

describe('progress', () => {
  const lines: string[] = [];
  let progress: Progress;

  beforeEach(() => {
    jest.useFakeTimers({ now: 0 });
    lines.length = 0;
    progress = createProgress({
      print: (line) => lines.push(line.replace(/^ *[\d.]+ s {2}/, '')),
      paint: (style, text) => (style === 'dim' ? text : `<${style}>${text}`),
      heartbeat: 1000,
    });
  });
  afterEach(() => {
    jest.useRealTimers();
  });

  const wait = (milliseconds: number) => new Promise((resolve) => setTimeout(resolve, milliseconds));

  it('tells of a step’s start, each while that it goes on, and its end', async () => {
    const done = progress.step('web', 'applying', async () => {
      await wait(2500);
      return 'result';
    });
    await jest.advanceTimersByTimeAsync(2500);
    expect(await done).toBe('result');
    expect(lines).toEqual([
      'web          applying …',
      'web          still applying (1.0 s)',
      'web          still applying (2.0 s)',
      'web          applying: <green>done in 2.5 s',
    ]);
  });

  it('tells of a failure, and hands it on', async () => {
    const failed = progress.step('web', 'proving', () => Promise.reject(new Error('no')));
    await expect(failed).rejects.toThrow('no');
    expect(lines).toEqual(['web          proving …', 'web          proving: <red>failed after 0.0 s']);
  });

  it('is silent about a step that is over', async () => {
    await progress.step('web', 'applying', () => Promise.resolve());
    await progress.step('web', 'applying', () => Promise.reject(new Error('no'))).catch(() => undefined);
    const told = lines.length;
    await jest.advanceTimersByTimeAsync(10_000);
    expect(lines).toHaveLength(told);
    expect(jest.getTimerCount()).toBe(0);
  });

  it('says since when the deployment runs', async () => {
    const printed: string[] = [];
    const own = createProgress({ print: (line) => printed.push(line), paint: (_style, text) => text });
    await jest.advanceTimersByTimeAsync(61_500);
    own.note('web', 'there is no earlier release to put back');
    expect(printed).toEqual([' 61.5 s  web          there is no earlier release to put back']);
  });
});

it.each([
  [0, '0.0 s'],
  [49, '0.0 s'],
  [50, '0.1 s'],
  [61_500, '61.5 s'],
])('%i ms are %s', (milliseconds, text) => {
  expect(seconds(milliseconds)).toBe(text);
});
