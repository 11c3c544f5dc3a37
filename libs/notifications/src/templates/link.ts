const maximumLength = 2000;

/**
 * An address that is safe to stand in a link of Slack, Markdown or a mail: of the web, and without a character that
 * could end the link.
 *
 * @returns nothing for what is no such address
 */
export function safeLink(text: string | undefined): string | undefined {
  if (text === undefined || !URL.canParse(text)) return undefined;
  const url = new URL(text);
  if (!['http:', 'https:'].includes(url.protocol) || url.username !== '' || url.password !== '')
    return undefined;
  const link = url.href.replace(
    /[<>()|\\`'"]/g,
    (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
  );
  return link.length <= maximumLength ? link : undefined;
}
