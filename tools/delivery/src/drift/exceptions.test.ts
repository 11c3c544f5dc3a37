import { scratchFolder, thrownBy, type Scratch } from '@prod-e/testing/fixtures';
import { readExceptions } from './exceptions.ts';

describe('the exceptions from drift', () => {
  let workspace: Scratch;
  beforeEach(() => {
    workspace = scratchFolder();
  });
  afterEach(() => {
    workspace.remove();
  });
  const write = (content: unknown) => workspace.write('infra/drift-exceptions.json', content);
  const reason = 'AWS fills this in by itself';

  it('are none where there is no file', () => {
    expect(readExceptions(workspace.folder, 'prod')).toEqual([]);
  });

  it('are those of the environment, and of all of them', () => {
    write({
      exceptions: [
        { address: 'a', reason },
        { address: 'b', environment: 'prod', reason },
        { address: 'c', environment: 'dev', reason },
      ],
    });
    expect(readExceptions(workspace.folder, 'prod').map(({ address }) => address)).toEqual(['a', 'b']);
  });

  it.each([
    ['have no reason', { exceptions: [{ address: 'a' }] }, /exceptions\.0\.reason/],
    ['have a reason that says nothing', { exceptions: [{ address: 'a', reason: 'x' }] }, /must say why/],
    ['are no JSON', '{"exceptions":', /malformed exceptions: /],
    ['say something that nobody reads', { exceptions: [{ address: 'a', reason, until: '2027' }] }, /until/],
  ])('are refused when they %s', (_what, content, message) => {
    write(content);
    const error = thrownBy(() => readExceptions(workspace.folder, 'prod'));
    expect(error).toMatchObject({ where: 'infra/drift-exceptions.json', exit: 2 });
    expect((error as Error).message).toMatch(message);
  });
});
