import { changesOf } from './changes-of.ts';

it('counts what changes images and stacks, and nothing that only looks', () => {
  const calls = [
    'docker image ls',
    'docker build --file',
    'docker push --quiet',
    'terraform init -input=false',
  ];
  expect(changesOf([...calls, 'terraform apply -auto-approve', 'docker build --file'])).toBe(
    '2 build, 1 push, 1 apply',
  );
});

it('says nothing of nothing', () => {
  expect(changesOf(['docker ps --all'])).toBe('');
});
