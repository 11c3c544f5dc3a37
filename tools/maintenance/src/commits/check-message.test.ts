import { parseConventionalCommitsMessage } from 'nx/src/command-line/release/utils/git';
import { faultOf } from './check-message.ts';

const types = ['feat', 'fix', 'docs'];

describe('a commit message', () => {
  it.each([
    ['a type and a subject', 'feat: Answer in French'],
    ['a scope', 'fix(backend): Answer once'],
    ['a mark of what breaks', 'feat(infra)!: Rename the stacks'],
    ['a body under an empty line', 'docs: Say how\n\nIt was asked.\n'],
    [
      'what Git tells the writer',
      '# Please enter\n\nfix: Answer once\n# Changes to be committed:\n#\tmodified: x\n',
    ],
    [
      'the difference under a line of scissors',
      `fix: Answer\n\n# ${'-'.repeat(24)} >8 ${'-'.repeat(24)}\ndiff --git\n`,
    ],
    ['a mark that it will be squashed away', 'fixup! Answer once'],
    ['a merge', "Merge branch 'main' into french"],
  ])('passes with %s', (_what, message) => {
    expect(faultOf(message, types)).toBeUndefined();
  });

  it.each([
    ['no type', 'Answer in French', 'it has no type'],
    ['nothing in it', '', 'it has no type'],
    ['nothing but comments', '# only this\n', 'it has no type'],
    ['a type that is none of ours', 'feature: Answer in French', 'there is no type feature'],
    ['no subject', 'feat: ', 'it has no type'],
    ['no space after the colon and nothing else', 'feat:', 'it has no type'],
    ['a body that begins in the second line', 'feat: Answer\nin French', 'its second line is not empty'],
    ['a revert as Git words it, which no changelog would have', 'Revert "feat: Answer"', 'it has no type'],
  ])('is refused with %s', (_what, message, what) => {
    expect(faultOf(message, types)?.what).toBe(what);
  });

  it('that is refused for its type is told which there are', () => {
    expect(faultOf('chore: Tidy up', types)?.next).toBe('take one of feat, fix, docs');
  });

  it('is read as nx release reads it, which returns what this stands on', () => {
    expect(parseConventionalCommitsMessage('feat(backend)!: Answer')).toEqual({
      type: 'feat',
      scope: 'backend',
      description: 'Answer',
      breaking: true,
    });
  });
});
