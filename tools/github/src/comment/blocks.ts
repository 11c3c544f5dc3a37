/** A part of a Markdown text that is shown or left out as a whole: a line, a fenced block, a `<details>` section. */
export interface Block {
  text: string;
  isDetail: boolean;
}

/**
 * Takes a Markdown text apart, so that what is left out leaves no fence and no section open.
 *
 * @returns blocks that make the text again when they are joined
 */
export function blocksOf(markdown: string): Block[] {
  const blocks: Block[] = [];
  let open: Block = { text: '', isDetail: false };
  let fence = '';
  for (const line of markdown.split(/(?<=\n)/)) {
    if (fence === '' && line.startsWith('<details')) open.isDetail = true;
    open.text += line;
    fence = fenceAfter(line, fence);
    const isOpen = fence !== '' || (open.isDetail && !line.startsWith('</details>'));
    if (isOpen) continue;
    blocks.push(open);
    open = { text: '', isDetail: false };
  }
  return open.text === '' ? blocks : [...blocks, open];
}

/** The ticks of the fence that is open after a line; a fence is closed by as many ticks as opened it, or more. */
function fenceAfter(line: string, fence: string): string {
  const [, ticks = '', rest = ''] = /^(`{3,})(.*)/.exec(line) ?? [];
  if (fence === '') return ticks;
  return ticks.length >= fence.length && rest.trim() === '' ? '' : fence;
}
