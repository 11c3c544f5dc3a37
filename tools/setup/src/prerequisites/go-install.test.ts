import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { scratchFolder, type Scratch } from '@prod-e/testing/fixtures';
import { localSystem } from '../local-system.ts';
import { goTools } from './go.ts';

const hasGo = spawnSync('go', ['version']).status === 0;
const program = 'package main\n\nimport "fmt"\n\nfunc main() { fmt.Print("hello") }\n';

/** The machine's own go, with two tools that stand in the module itself. */
(hasGo || process.env['CI'] === 'true' ? describe : describe.skip)('go', () => {
  let workspace: Scratch;
  const said: string[] = [];
  const system = () => ({ ...localSystem(workspace.folder), say: (line: string) => void said.push(line) });
  const source = (file: string, text: string) => workspace.write(`tools/testing/go/${file}`, text);

  beforeAll(() => {
    workspace = scratchFolder();
    const tools = ['act', 'actionlint'];
    source(
      'go.mod',
      ['module tools.example', 'go 1.25.0', ...tools.map((tool) => `tool tools.example/${tool}`)].join('\n'),
    );
    source('go.sum', '');
    for (const tool of tools) source(`${tool}/main.go`, program);
  });
  afterAll(() => {
    workspace.remove();
  });

  it('builds the tools of the module, in place of what was left half built', async () => {
    workspace.write('.prod-e/go/bin/act', 'half');
    expect(await goTools.isThere(system())).toBe(false);
    await goTools.bring?.(system());
    expect(await goTools.isThere(system())).toBe(true);
    const act = spawnSync(join(workspace.folder, '.prod-e/go/bin/act'), { encoding: 'utf8' });
    expect(act.stdout).toBe('hello');
  });

  it('leaves nothing that passes for whole where a tool cannot be built', async () => {
    source('act/main.go', 'package main\n\nfunc main() { unknown() }\n');
    source('go.mod', 'module tools.example\ngo 1.25.0\ntool tools.example/act\n');
    await goTools.bring?.(system());
    expect(await goTools.isThere(system())).toBe(false);
    expect(said.at(-1)).toContain('undefined: unknown');
  });
});
