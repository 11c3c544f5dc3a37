import { holdImages } from './hold-images.ts';

/** Run by Jest once, before all tests and after them. */
export default function setup(): void {
  globalThis.letGoOfImages = holdImages();
}
