/** What we found again by: the first line of what we write, invisible on the page. */
export const markerOf = (key: string): string => `<!-- prod-e:${key} -->`;

/** Something on GitHub that has an author and a text. */
export interface Written {
  body?: string | null | undefined;
  user?: { login: string } | null | undefined;
}

/** Whether it is ours: by its marker, and by its author, since anybody can write a marker. */
export const isOurs = ({ body, user }: Written, marker: string, author: string): boolean =>
  user?.login === author && normalized(body).split('\n', 1)[0] === marker;

/** A text as it is compared: GitHub keeps what its own editor made of the ends of lines. */
export const normalized = (text: string | null | undefined): string =>
  (text ?? '').replace(/\r\n/g, '\n').trim();
