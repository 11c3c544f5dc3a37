/** What a run gives, with what it printed on the console. */
export async function printed<T>(
  run: () => Promise<T>,
): Promise<{ result: T; lines: string; errors: string }> {
  const log = jest.spyOn(console, 'log').mockImplementation(() => undefined);
  const error = jest.spyOn(console, 'error').mockImplementation(() => undefined);
  try {
    const result = await run();
    return { result, lines: said(log), errors: said(error) };
  } finally {
    log.mockRestore();
    error.mockRestore();
  }
}

const said = (spy: jest.SpyInstance): string =>
  spy.mock.calls.map((args: unknown[]) => args.join(' ')).join('\n');
