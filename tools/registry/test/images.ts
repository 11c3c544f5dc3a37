import { importServerImage, removeLabelled } from '@prod-e/testing/engine';
import type { BuiltImage } from '../src/index.ts';

/** Images of a test file in the engine, so named and labelled that no other file's are touched. */
export function testImages(file: string) {
  const label = `prod-e.environment=registry-${file}-${process.pid}`;
  const [key = '', value = ''] = label.split('=');
  return {
    repository: `prod-e/registry-${file}`,
    /** Builds an image that no other has the bytes of. */
    build(tag: string): BuiltImage {
      const reference = `prod-e/registry-${file}:${tag}-${process.pid}`;
      return { reference, id: importServerImage(reference, { [key]: value }) };
    },
    /** With all tags of theirs. */
    remove(): void {
      removeLabelled(label);
    },
  };
}
