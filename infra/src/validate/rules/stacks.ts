import { label, stackVariable } from '@prod-e/environment';
import { blocks, resourcesOf, type Values } from '../synthesized.ts';
import type { Broken, Rule } from './rule.ts';

/** By these it is told who something belongs to. */
export const defaultTags: Rule = ({ environment, stacks }) =>
  stacks.flatMap(({ stack, json }) =>
    (json.provider['aws'] ?? []).flatMap((provider) => {
      const [tags] = blocks(provider, 'default_tags').flatMap((block) => blocks(block, 'tags'));
      const wanted = { environment: environment.name, service: stack.name, 'managed-by': 'prod-e' };
      const wrong = Object.entries(wanted).filter(([name, value]) => tags?.[name] !== value);
      const detail = `the default tag ${wrong.map(([name]) => name).join(', ')} is not what it should be`;
      return wrong.length === 0 ? [] : [{ stack: stack.name, resource: 'provider.aws', detail }];
    }),
  );

/** A tag of the commit would make each push change everything. What a deployment decides is told by our own tags. */
export const nothingOfTheCommit: Rule = (synthesized) => [
  ...synthesized.stacks.flatMap(({ stack, json }) =>
    Object.keys(json.variable)
      .filter((name) => !(Object.values(stackVariable) as string[]).includes(name))
      .map((name) => ({
        stack: stack.name,
        resource: `var.${name}`,
        detail: 'is no variable of a deployment',
      })),
  ),
  ...synthesized.stacks.flatMap(({ stack, json }) =>
    (json.provider['aws'] ?? []).flatMap((provider) =>
      blocks(provider, 'default_tags')
        .flatMap((block) => blocks(block, 'tags'))
        .flatMap((tags) => ofCommit(tags, stack.name, 'provider.aws')),
    ),
  ),
  ...resourcesOf(synthesized).flatMap(({ stack, address, values }) =>
    blocks(values, 'tags').flatMap((tags) => ofCommit(tags, stack, address)),
  ),
];

const ofCommit = (tags: Values, stack: string, resource: string): Broken[] =>
  Object.keys(tags)
    .filter((name) => /commit|revision|git|build/i.test(name))
    .map((name) => ({ stack, resource, detail: `tag ${name}` }));

/** From the stack hash a deployment reads what is live: it must stand where the manifest says. */
export const stackHashInPlace: Rule = (synthesized) =>
  synthesized.stacks.flatMap(({ stack }) => {
    const found = resourcesOf(synthesized).find(
      ({ stack: of, address }) => of === stack.name && address === stack.address,
    );
    const carried = JSON.stringify(found?.values ?? {});
    const wanted = `"${label.stackHash}":"\${var.${stackVariable.stackHash}}"`;
    if (carried.includes(wanted)) return [];
    return [{ stack: stack.name, resource: stack.address, detail: 'does not carry the stack’s hash' }];
  });

/** States are encrypted and locked, and no credentials of another account change anything. */
export const guardedState: Rule = ({ environment, stacks }) => {
  if (environment.platform !== 'aws') return [];
  return stacks.flatMap(({ stack, json }): Broken[] => {
    const at = (resource: string, detail: string) => [{ stack: stack.name, resource, detail }];
    const [backend] = blocks(json.terraform, 'backend').flatMap((block) => blocks(block, 's3'));
    if (backend?.['encrypt'] !== true) return at('terraform.backend', 'is not encrypted');
    if (backend['use_lockfile'] !== true) return at('terraform.backend', 'has no lock');
    const accounts = (json.provider['aws'] ?? []).map((provider) => String(provider['allowed_account_ids']));
    return accounts.every((ids) => ids === environment.account)
      ? []
      : at('provider.aws', 'takes credentials of any account');
  });
};

/** What one stack reads of another is there to be read. */
export const toldOutputs: Rule = ({ stacks }) =>
  stacks.flatMap(({ stack, json }) =>
    [...JSON.stringify(json).matchAll(/data\.terraform_remote_state\.([\w-]+)\.outputs\.(\w+)/g)]
      .filter(([, other = '', output = '']) => {
        const of = stacks.find(({ stack: { name } }) => name === other);
        return !Object.hasOwn(of?.json.output ?? {}, output);
      })
      .map(([reference]) => ({ stack: stack.name, resource: reference, detail: 'is told by no stack' })),
  );
