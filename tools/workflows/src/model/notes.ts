import { isMap, isNode, isScalar, isSeq, type Document, type LineCounter, type Pair } from 'yaml';

/** What a document says beside its values. */
export interface Notes {
  /** Line of what stands at a path, from 1. */
  lineOf(path: readonly (string | number)[]): number;
  /** The comment behind a value, in its line; empty where there is none. */
  commentOf(path: readonly (string | number)[]): string;
}

export function notesOf(document: Document, lines: LineCounter): Notes {
  return {
    lineOf(path) {
      const pair = pairAt(document, path);
      const node = pair?.key ?? document.getIn(path, true);
      const start = isNode(node) ? node.range?.[0] : undefined;
      return start === undefined ? 1 : lines.linePos(start).line;
    },
    commentOf(path) {
      const value = pairAt(document, path)?.value;
      return isScalar(value) ? (value.comment ?? '').trim() : '';
    },
  };
}

/** The pair of key and value that a path ends in, where it ends in a mapping. */
function pairAt(document: Document, path: readonly (string | number)[]): Pair | undefined {
  const parent: unknown = path.length === 1 ? document.contents : document.getIn(path.slice(0, -1), true);
  const last = path.at(-1);
  if (isSeq(parent) || !isMap(parent)) return undefined;
  return parent.items.find(({ key }) => isScalar(key) && key.value === last);
}
