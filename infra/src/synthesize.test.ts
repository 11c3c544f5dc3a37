import { existsSync } from 'node:fs';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { parseEnvironment, synthesisSchema } from '@prod-e/environment';
import { contents, scratchFolder, thrownBy, type Scratch } from '@prod-e/testing/fixtures';
import { service } from '../test/services.ts';
import { localPlatform } from './platforms/local/index.ts';
import { synthesizeOn } from './synthesize.ts';

const environment = parseEnvironment(
  { platform: 'local', name: 'lab', ports: { web: 3100 }, variables: { web: { LOG_LEVEL: 'debug' } } },
  'lab.ts',
);
const services = [
  service('store', { port: 9000, dataPath: '/data' }),
  service('web', { environment: { LOG_LEVEL: 'info', GREETING: 'hello' } }),
];

/** What `cdk.tf.json` holds of the resources. */
interface StackJson {
  resource: { terraform_data: Record<string, Resource> };
  terraform: unknown;
  variable: Record<string, unknown>;
}
interface Resource {
  input: Record<string, unknown>;
  triggers_replace: unknown;
  depends_on?: string[];
  provisioner: { 'local-exec': { command: string; when: string; environment: Record<string, string> } }[];
}

let scratch: Scratch;
beforeEach(() => {
  scratch = scratchFolder();
});
afterEach(() => {
  scratch.remove();
});

const into = (name: string) =>
  synthesizeOn(localPlatform, { environment, services, out: join(scratch.folder, name) });

function stackJson(stack: string): StackJson {
  into('out');
  return JSON.parse(contents(join(scratch.folder, 'out'))[`stacks/${stack}/cdk.tf.json`] ?? '') as StackJson;
}

describe('a synthesis', () => {
  it('has a manifest of every stack, what it stands on, and where its service will be', () => {
    const { stacks } = into('out');
    expect(stacks.map(({ name, dependsOn, service }) => [name, dependsOn, service?.url])).toEqual([
      ['foundation', [], undefined],
      ['store', ['foundation'], 'http://127.0.0.1:9000'],
      ['web', ['foundation'], 'http://127.0.0.1:3100'],
    ]);
    const manifest = contents(join(scratch.folder, 'out'))['manifest.json'] ?? '';
    expect(synthesisSchema.parse(JSON.parse(manifest))).toEqual({ environment, stacks });
  });

  it('is the same bytes twice, and in another folder', () => {
    into('one');
    const first = contents(join(scratch.folder, 'one'));
    expect(Object.keys(first)).toContain('stacks/web/cdk.tf.json');
    into('one');
    expect(contents(join(scratch.folder, 'one'))).toEqual(first);
    into('elsewhere/two');
    expect(contents(join(scratch.folder, 'elsewhere/two'))).toEqual(first);
  });

  it('knows nothing of this machine', () => {
    into('out');
    const all = JSON.stringify(contents(join(scratch.folder, 'out')));
    for (const own of [scratch.folder, process.cwd(), join(__dirname, '../..'), hostname()])
      expect(all).not.toContain(own);
    // Absolute paths are those that the definitions name, and nothing else.
    const paths = Object.values(contents(join(scratch.folder, 'out'))).flatMap((text) => [
      ...text.matchAll(/(?<=[": =])\/[\w.-]+(\/[\w.-]+)*/g),
    ]);
    expect(new Set(paths.map(([path]) => path))).toEqual(new Set(['/data', '/livez', '/readyz']));
  });

  it('replaces the last one as a whole', () => {
    into('out');
    const without = synthesizeOn(localPlatform, {
      environment,
      services: services.slice(1),
      out: join(scratch.folder, 'out'),
    });
    expect(without.stacks.map(({ name }) => name)).toEqual(['foundation', 'web']);
    expect(Object.keys(contents(join(scratch.folder, 'out')))).not.toContain('stacks/store/cdk.tf.json');
    expect(existsSync(join(scratch.folder, 'out.tmp'))).toBe(false);
  });

  it('leaves the last one whole when it fails', () => {
    into('out');
    const before = contents(join(scratch.folder, 'out'));
    const clash = [service('one', { port: 4000 }), service('two', { port: 4000 })];
    expect(() =>
      synthesizeOn(localPlatform, { environment, services: clash, out: join(scratch.folder, 'out') }),
    ).toThrow();
    expect(contents(join(scratch.folder, 'out'))).toEqual(before);
  });

  it('says by name which two services want the same port, and what to write where', () => {
    const clash = [service('one', { port: 4000 }), service('two', { port: 4000 })];
    const run = () =>
      synthesizeOn(localPlatform, { environment, services: clash, out: join(scratch.folder, 'out') });
    expect(thrownBy(run)).toMatchObject({
      message: 'port 4000 is wanted by both one and two',
      where: 'infra/src/environments/lab.ts',
      next: 'give one of them another: ports: { "two": 4001 }',
      exit: 2,
    });
  });
});

describe('the stack of a service', () => {
  it('learns image, input tag and hash at deployment only', () => {
    const { variable, resource } = stackJson('web');
    expect(variable).toEqual({
      image: { type: 'string' },
      input_tag: { type: 'string' },
      stack_hash: { type: 'string' },
    });
    expect(resource.terraform_data['container']?.input).toMatchObject({
      image: '${var.image}',
      labels: { 'prod-e.input-tag': '${var.input_tag}', 'prod-e.stack-hash': '${var.stack_hash}' },
    });
  });

  it('hands its definition on, with the environment’s own values over it', () => {
    expect(stackJson('web').resource.terraform_data['container']?.input).toEqual({
      name: 'prod-e-lab-web',
      image: '${var.image}',
      network: 'prod-e-lab',
      aliases: ['web', 'web.prod-e.internal'],
      publish: { address: '127.0.0.1', port: 3100, containerPort: 3000 },
      cpuShares: 256,
      memoryMiB: 128,
      environment: { LOG_LEVEL: 'debug', GREETING: 'hello' },
      secrets: [],
      labels: {
        'prod-e.environment': 'lab',
        'prod-e.stack': 'web',
        'prod-e.service': 'web',
        'prod-e.stack-hash': '${var.stack_hash}',
        'prod-e.input-tag': '${var.input_tag}',
      },
    });
  });

  it('has a volume where the definition names a folder for data, and none otherwise', () => {
    expect(stackJson('store').resource.terraform_data['container']?.input['volume']).toEqual({
      name: 'prod-e-lab-store',
      path: '/data',
    });
    expect(stackJson('web').resource.terraform_data['container']?.input).not.toHaveProperty('volume');
  });

  it('is replaced whenever anything of it changes, and removed only at the end of its life', () => {
    const { container, 'container-lifetime': lifetime } = stackJson('web').resource.terraform_data;
    expect(container?.triggers_replace).toEqual(container?.input);
    expect(container?.depends_on).toEqual(['terraform_data.container-lifetime']);
    expect(lifetime?.input).toEqual({ name: 'prod-e-lab-web' });
    const commands = [container, lifetime].map((each) => each?.provisioner[0]?.['local-exec']);
    expect(commands).toEqual([
      {
        when: 'create',
        command: 'node "$PROD_E_ROOT/infra/src/platforms/local/engine/main.ts" put-container',
        environment: { SPEC: '${jsonencode(self.input)}' },
      },
      {
        when: 'destroy',
        command: 'node "$PROD_E_ROOT/infra/src/platforms/local/engine/main.ts" remove-container',
        environment: { SPEC: '${jsonencode(self.input)}' },
      },
    ]);
  });

  it('is told at the address that the manifest names', () => {
    for (const { name, address } of into('out').stacks) {
      const [type = '', id = ''] = address.split('.');
      expect(stackJson(name).resource).toHaveProperty([type, id, 'input', 'labels', 'prod-e.stack-hash']);
    }
  });
});

describe('the foundation', () => {
  it('is a network that carries the stack’s hash', () => {
    expect(stackJson('foundation').resource.terraform_data['network']?.input).toEqual({
      name: 'prod-e-lab',
      labels: {
        'prod-e.environment': 'lab',
        'prod-e.stack': 'foundation',
        'prod-e.stack-hash': '${var.stack_hash}',
      },
    });
  });
});

describe('every stack', () => {
  it.each(['foundation', 'store', 'web'])('keeps the state of %s beside its configuration', (stack) => {
    expect(stackJson(stack).terraform).toMatchObject({ backend: { local: { path: 'terraform.tfstate' } } });
  });

  it.each(['foundation', 'store', 'web'])('asks for no provider: %s', (stack) => {
    const json = stackJson(stack);
    expect(json).not.toHaveProperty('provider');
    expect(json.terraform).not.toHaveProperty('required_providers');
    expect(Object.keys(json.resource)).toEqual(['terraform_data']);
  });
});
