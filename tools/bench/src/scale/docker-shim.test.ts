import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { scratchFolder, type Scratch } from '@prod-e/testing/fixtures';
import { answerFrom, nothing } from './docker-shim.ts';
import { containerAnswers, hashOf, imageAnswers, networkAnswer } from './recorded.ts';

let scratch: Scratch;
beforeEach(() => {
  scratch = scratchFolder();
});
afterEach(() => {
  scratch.remove();
});

const docker = (...args: string[]): string =>
  execFileSync(join(scratch.folder, '.shims/docker'), args, { encoding: 'utf8', stdio: 'pipe' });

const web = { name: 'web', stackHash: 'ab12', inputTag: 'in-1', digest: `sha256:${hashOf('web')}` };
const store = { ...web, name: 'store' };

it('tells of every container in a line of its own, by the names that it was given', () => {
  const containers = containerAnswers('lab', [web, store]);
  answerFrom(scratch.folder, { ...nothing, services: ['web', 'store'], containers });
  expect(docker('ps', '--all').trim().split('\n')).toEqual([hashOf('web'), hashOf('store')]);
  const told = docker('container', 'inspect', 'x').trim();
  const labels = { 'prod-e.stack-hash': 'ab12', 'prod-e.input-tag': 'in-1' };
  expect(told.split('\n').map((line) => JSON.parse(line) as unknown)).toMatchObject([
    { Name: '/prod-e-lab-web', Image: web.digest, Config: { Labels: { ...labels, 'prod-e.stack': 'web' } } },
    { Name: '/prod-e-lab-store', Config: { Labels: { ...labels, 'prod-e.stack': 'store' } } },
  ]);
  expect(told).not.toContain('@');
});

it('tells of images and of the network', () => {
  const network = networkAnswer('lab', 'cd34');
  answerFrom(scratch.folder, { ...nothing, images: imageAnswers([web]), network });
  expect(docker('image', 'ls', '--no-trunc')).toBe(`prod-e/web:in-1\t${web.digest}\n`);
  expect(docker('network', 'ls')).not.toBe('');
  expect(JSON.parse(docker('network', 'inspect', 'x'))).toMatchObject({
    ...{ Name: 'prod-e-lab', Labels: { 'prod-e.stack-hash': 'cd34' } },
  });
});

it('has nothing to tell of an engine that has nothing', () => {
  answerFrom(scratch.folder, nothing);
  expect(docker('ps', '--all') + docker('network', 'ls') + docker('image', 'ls')).toBe('');
});

it('writes down how it was called, and fails where it has no answer', () => {
  answerFrom(scratch.folder, nothing);
  docker('image', 'ls', '--no-trunc');
  expect(() => docker('run', '--detach')).toThrow('no answer is recorded to: docker run --detach');
  expect(readFileSync(join(scratch.folder, '.shims/calls.log'), 'utf8')).toBe(
    'docker image ls\ndocker run --detach\n',
  );
});
