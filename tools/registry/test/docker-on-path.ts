import { execFileSync } from 'node:child_process';
import { chmodSync, existsSync, readFileSync, statSync } from 'node:fs';
import { delimiter } from 'node:path';
import { scratchFolder } from '@prod-e/testing/fixtures';

export interface DockerCall {
  /** All arguments, parted by blanks. */
  args: string;
  /** The folder of its configuration, empty unless it has one of its own. */
  folder: string;
  /** That folder's mode, as in `700`. */
  mode: string;
  /** The configuration in it. */
  configuration: string;
}

/** Puts a `docker` first on the PATH of this process that notes each call, and then is the real one. */
export function noteDockerCalls() {
  const scratch = scratchFolder();
  const path = process.env['PATH'] ?? '';
  const real = execFileSync('sh', ['-c', 'command -v docker'], { encoding: 'utf8' }).trim();
  const notes = `${scratch.folder}/notes`;
  const program = scratch.write(
    'docker',
    `#!/bin/sh
printf '%s\\t%s\\t%s\\t%s\\n' "$*" "$DOCKER_CONFIG" \\
  "$([ -n "$DOCKER_CONFIG" ] && stat -c %a "$DOCKER_CONFIG")" \\
  "$([ -n "$DOCKER_CONFIG" ] && tr -d '\\n\\t' < "$DOCKER_CONFIG/config.json")" >> ${notes}
exec ${real} "$@"
`,
  );
  chmodSync(program, statSync(program).mode | 0o100);
  process.env['PATH'] = `${scratch.folder}${delimiter}${path}`;
  return {
    calls(): DockerCall[] {
      if (!existsSync(notes)) return [];
      const lines = readFileSync(notes, 'utf8').trimEnd().split('\n');
      return lines.map((line) => {
        const [args = '', folder = '', mode = '', configuration = ''] = line.split('\t');
        return { args, folder, mode, configuration };
      });
    },
    restore(): void {
      process.env['PATH'] = path;
      scratch.remove();
    },
  };
}
