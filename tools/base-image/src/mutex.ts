import { createServer, connect, type Socket } from 'node:net';

/** Frees the lock, and wakes those who wait for it. */
type Release = () => void;

/**
 * Runs a task while no other process of this machine runs one of the same name.
 * The lock is a socket in Linux's abstract namespace: no file, and the kernel frees it however its holder ends.
 */
export async function exclusively<T>(name: string, task: () => Promise<T>): Promise<T> {
  const release = await acquire(`\0${name}`);
  try {
    return await task();
  } finally {
    release();
  }
}

async function acquire(address: string): Promise<Release> {
  for (;;) {
    const release = await tryAcquire(address);
    if (release) return release;
    await untilReleased(address);
  }
}

/** Undefined when another process holds the lock. */
function tryAcquire(address: string): Promise<Release | undefined> {
  const waiters = new Set<Socket>();
  const server = createServer((waiter) => {
    waiters.add(waiter);
    waiter.on('error', () => waiters.delete(waiter)).on('close', () => waiters.delete(waiter));
  });
  const release = (): void => {
    server.close();
    for (const waiter of waiters) waiter.destroy();
  };
  return new Promise((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => {
      if (error.code === 'EADDRINUSE') resolve(undefined);
      else reject(error);
    });
    server.listen(address, () => {
      resolve(release);
    });
  });
}

/** A connection to the holder lasts as long as its lock. */
function untilReleased(address: string): Promise<void> {
  return new Promise((resolve) => {
    // An error means that the holder is gone already; 'close' follows it.
    connect(address)
      .on('error', () => undefined)
      .on('close', () => {
        resolve();
      })
      .resume();
  });
}
