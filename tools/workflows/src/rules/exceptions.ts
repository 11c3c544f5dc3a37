import type { Rule } from './rule.ts';

const inline = /#.*\b(?:zizmor: *ignore|shellcheck +disable)\b.*/;

const inOneFile: Rule = {
  name: 'exceptions stand in their one file, not where they apply',
  check: ({ file, text }) =>
    text.split('\n').flatMap((line, index) => {
      const [comment] = inline.exec(line) ?? [];
      if (comment === undefined) return [];
      const next = 'put it into .github/zizmor.yml with its reason, or do without it';
      return [{ file, line: index + 1, says: `it excepts itself: ${comment}`, next }];
    }),
};

export const exceptions: Rule[] = [inOneFile];
