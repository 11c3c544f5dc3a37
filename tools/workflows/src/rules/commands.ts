import { ourCommand, splitLine } from '../model/shell-line.ts';
import { ofSteps, type Rule } from './rule.ts';

/** Of a line that is not one command of ours; its operators and redirections count. */
const mostWords = 5;

const noExpressions: Rule = {
  name: 'no expression stands in what is run',
  check: ofSteps(({ run = '' }) =>
    run.includes('${{')
      ? [
          {
            says: 'what an expression says would be run as a part of the line',
            next: 'hand it over in env: and read it as "$NAME"',
          },
        ]
      : [],
  ),
};

/**
 * A `run` is one line. It is one command of npm or Nx, of any length, whose output may be redirected into a file and
 * which may stand in the place of its shell (`exec`); or at most five words as a shell splits them. So whatever a workflow does, it can be done and tested without one.
 */
const oneCommand: Rule = {
  name: 'each run is one command of nx or npm, or a line of at most five words',
  check: ofSteps(({ run }) => {
    if (run === undefined) return [];
    const lines = run.split('\n').filter((line) => line.trim() !== '');
    if (lines.length > 1) {
      return [
        { says: `it runs a script of ${lines.length} lines`, next: 'make it a command of the workspace' },
      ];
    }
    const [line = ''] = lines;
    const split = splitLine(line);
    return ourCommand(split) || split.words.length <= mostWords
      ? []
      : [
          {
            says: `its line is no single command of nx or npm, and longer than ${mostWords} words`,
            next: 'make it a command of the workspace, or several steps',
          },
        ];
  }),
};

export const commands: Rule[] = [noExpressions, oneCommand];
