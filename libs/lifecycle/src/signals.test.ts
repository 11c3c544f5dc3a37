import { EventEmitter } from 'node:events';
import { stopOnSignals, type HttpServer } from './index.ts';

/** What needs no process: the real ones are in test/signals.test.ts. */
function arrange(drained: boolean, onStopped?: () => unknown) {
  const exits: number[] = [];
  const host = Object.assign(new EventEmitter(), { exit: (code: number) => exits.push(code) });
  const server: HttpServer = {
    inFlight: 0,
    listen: () => Promise.reject(new Error('not here')),
    drain: () => Promise.resolve(drained),
  };
  stopOnSignals(server, { deadlineMs: 20, ...(onStopped ? { onStopped } : {}) }, host);
  return { host, exits };
}

const settle = () => new Promise((resolve) => setTimeout(resolve, 10));

describe('stopOnSignals', () => {
  it.each([
    [true, 0],
    [false, 1],
  ])('when drained is %s, exits with %i', async (drained, code) => {
    const { host, exits } = arrange(drained);
    host.emit('SIGTERM');
    await settle();
    expect(exits).toEqual([code]);
  });

  it('counts a second signal as a shell does', () => {
    const { host, exits } = arrange(true, () => new Promise(() => undefined));
    host.emit('SIGTERM');
    host.emit('SIGINT');
    expect(exits).toEqual([130]);
  });

  it('exits with 1 when what the service holds cannot be closed', async () => {
    const { host, exits } = arrange(true, () => Promise.reject(new Error('disk gone')));
    const write = jest.spyOn(process.stderr, 'write').mockReturnValue(true);
    host.emit('SIGTERM');
    await settle();
    expect(exits).toEqual([1]);
    expect(write).toHaveBeenCalledWith(expect.stringContaining('disk gone'));
    write.mockRestore();
  });

  it('exits with 1 when closing hangs', async () => {
    const { host, exits } = arrange(true, () => new Promise(() => undefined));
    host.emit('SIGTERM');
    await new Promise((resolve) => setTimeout(resolve, 600));
    expect(exits).toEqual([1]);
  });
});
