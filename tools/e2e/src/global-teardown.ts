export default function teardown(): void {
  globalThis.letGoOfImages?.();
}

declare global {
  var letGoOfImages: (() => void) | undefined;
}
