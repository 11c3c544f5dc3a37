import { isMap, isScalar, isSeq, parseDocument, type Scalar } from 'yaml';
import { UserError } from '@prod-e/errors';

/** The one file of exceptions; zizmor reads it by itself. */
export const suppressionsFile = '.github/zizmor.yml';

/** A place where an audit of zizmor is set aside. */
export interface Suppression {
  audit: string;
  /** `file.yml`, `file.yml:line` or `file.yml:line:column`. */
  place: string;
  /** The comment behind it, or before it. */
  reason: string;
}

const shape =
  'rules: <audit>: ignore: [<file>.yml:<line>], and nothing else: no rule is turned off as a whole';
const shortestReason = 20;

/**
 * @param text of the file
 * @throws UserError (exit 2) where it does anything else than to name places with a reason each
 */
export function readSuppressions(text: string): Suppression[] {
  const document = parseDocument(text);
  if (document.errors[0]) throw refused(document.errors[0].message);
  if (document.contents === null) return [];
  const found = entriesOf(document.contents, ['rules']).flatMap(([, rules]) =>
    entriesOf(rules).flatMap(([audit, rule]) =>
      entriesOf(rule, ['ignore']).flatMap(([, places]) => placesOf(audit, places)),
    ),
  );
  const bare = found.find(({ reason }) => reason.length < shortestReason);
  if (bare) throw refused(`nothing says why ${bare.audit} is set aside in ${bare.place}`);
  return found;
}

const refused = (why: string): UserError =>
  new UserError(`the exceptions cannot be read: ${why}`, {
    ...{ where: suppressionsFile, exit: 2 },
    next: `${shape}; behind each place a comment with the reason, of a sentence`,
  });

function entriesOf(node: unknown, allowed?: string[]): [string, unknown][] {
  if (!isMap(node)) throw refused('it has another shape');
  return node.items.map(({ key, value }) => {
    const name = String(isScalar(key) ? key.value : key);
    if (allowed && !allowed.includes(name)) throw refused(`it says ${name}`);
    return [name, value];
  });
}

function placesOf(audit: string, node: unknown): Suppression[] {
  if (!isSeq(node)) throw refused(`ignore of ${audit} is no list`);
  return node.items.map((item, index) => {
    if (!isScalar(item)) throw refused(`ignore of ${audit} is no list of places`);
    // What stands before the first one belongs, for the parser, to the list.
    const before = item.commentBefore ?? (index === 0 ? node.commentBefore : undefined) ?? '';
    return { audit, place: String(item.value), reason: reasonOf(item, before) };
  });
}

const reasonOf = (item: Scalar, before: string): string => `${before} ${item.comment ?? ''}`.trim();

/** The file without one of its exceptions. */
export function without(text: string, { audit, place }: Suppression): string {
  const document = parseDocument(text);
  const places = document.getIn(['rules', audit, 'ignore']);
  if (isSeq(places)) places.items = places.items.filter((item) => !isScalar(item) || item.value !== place);
  return document.toString();
}
