export { architectureOf, bases, type Architecture, type Base } from './bases.ts';
export { ensureBaseImage, type BaseImage, type EnsureOptions } from './ensure.ts';
export {
  compareLocks,
  readLock,
  type Lock,
  type LockChange,
  type LockedPackage,
  type LockedPackages,
} from './lock.ts';
export { baseInputs, baseReference, type BaseInputs } from './reference.ts';
export { refresh, type RefreshOptions } from './refresh.ts';
export { LockedVersionsGone } from './rootfs.ts';
