import { chmodSync, existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { scratchFolder } from '@prod-e/testing/fixtures';

/** What `gh attestation verify --format json` prints of an image, as far as it is read. */
export const attested = (predicateType: string, digest: string) => [
  {
    attestation: { bundle: {} },
    verificationResult: {
      mediaType: 'application/vnd.dev.sigstore.verificationresult+json;version=0.1',
      signature: { certificate: { runnerEnvironment: 'github-hosted' } },
      statement: {
        _type: 'https://in-toto.io/Statement/v1',
        predicateType,
        subject: [{ name: 'shop/backend', digest: { sha256: digest.replace('sha256:', '') } }],
        predicate: {},
      },
    },
  },
];

export interface Answer {
  printed?: unknown;
  errors?: string;
  code?: number;
}

export interface Call {
  args: string[];
  token?: string;
  /** What gh is told of registries, where it is told anything. */
  login?: { auths: Record<string, { auth: string }> };
}

/**
 * A folder for the PATH with a `gh` that answers by predicate type, and notes how it is called.
 *
 * @param answers by predicate type
 */
export function fakeGh(answers: Record<string, Answer>) {
  const { folder, write, remove } = scratchFolder();
  write('answers.json', answers);
  const source = `#!${process.execPath}
const fs = require('fs');
const args = process.argv.slice(2);
const login = () => process.env.DOCKER_CONFIG && JSON.parse(fs.readFileSync(process.env.DOCKER_CONFIG + '/config.json', 'utf8'));
fs.appendFileSync('${folder}/calls', JSON.stringify({ args, token: process.env.GH_TOKEN, login: login() }) + '\\n');
const type = args[args.indexOf('--predicate-type') + 1];
const { printed, errors = '', code = 0 } = JSON.parse(fs.readFileSync('${folder}/answers.json', 'utf8'))[type];
if (printed !== undefined) console.log(typeof printed === 'string' ? printed : JSON.stringify(printed));
process.stderr.write(errors);
process.exitCode = code;
`;
  chmodSync(write('gh', source), 0o755);
  return {
    folder,
    remove,
    calls: () =>
      existsSync(join(folder, 'calls'))
        ? readFileSync(join(folder, 'calls'), 'utf8')
            .trim()
            .split('\n')
            .map((line) => JSON.parse(line) as Call)
        : [],
  };
}
