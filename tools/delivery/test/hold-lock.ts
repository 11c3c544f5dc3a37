import { tryLock } from '../src/state/lock.ts';

// A process of its own that holds a folder's lock until it is killed.
const unlock = tryLock(process.argv[2] ?? '', 'nx run infra:deploy');
console.log(unlock ? 'held' : 'refused');
// Collects what nothing refers to, when it may.
setInterval(() => globalThis.gc?.(), 20);
