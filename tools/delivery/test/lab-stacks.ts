import { label, serviceResource, stackVariable } from '@prod-e/environment';

const variables = (...names: string[]) => Object.fromEntries(names.map((name) => [name, { type: 'string' }]));

const state = { backend: { local: { path: 'terraform.tfstate' } } };

const hasNetwork = `docker network inspect --format '{{index .Labels "${label.stackHash}"}}' $NAME | grep -qx $HASH`;

/** @param before shell command that comes first */
export const networkStack = (environment: string, before: string) => ({
  terraform: state,
  variable: variables(stackVariable.stackHash),
  resource: {
    terraform_data: {
      foundation: resource(
        `prod-e-${environment}`,
        `${before} && { ${hasNetwork} || docker network create --label ${label.environment}=${environment} --label ${label.stack}=foundation --label ${label.stackHash}=$HASH $NAME; }`,
        'docker network rm $NAME || true',
      ),
    },
  },
});

export interface ContainerStackOptions {
  environment: string;
  service: string;
  port: number;
  /** Shell commands that come first. */
  before: string;
  beforeRemoval: string;
}

export const containerStack = ({
  environment,
  service,
  port,
  before,
  beforeRemoval,
}: ContainerStackOptions) => ({
  terraform: state,
  variable: variables(...Object.values(stackVariable)),
  resource: {
    terraform_data: {
      [service]: resource(
        serviceResource(environment, service),
        `${before} && { docker rm --force $NAME || true; } && docker run --detach --restart unless-stopped --name $NAME --network prod-e-${environment} --publish 127.0.0.1:${port}:8080 ` +
          `--label ${label.environment}=${environment} --label ${label.stack}=${service} --label ${label.service}=${service} ` +
          `--label ${label.stackHash}=$HASH --label ${label.inputTag}=$TAG $IMAGE`,
        `${beforeRemoval} && docker rm --force $NAME || true`,
        { IMAGE: '${self.input.image}', TAG: '${self.input.tag}' },
        { image: '${var.image}', tag: '${var.input_tag}' },
      ),
    },
  },
});

function resource(name: string, create: string, remove: string, more = {}, input = {}) {
  const own = { name, hash: '${var.stack_hash}', ...input };
  const environment = { NAME: '${self.input.name}', HASH: '${self.input.hash}', ...more };
  return {
    input: own,
    triggers_replace: own,
    provisioner: [
      { 'local-exec': { command: create, environment } },
      { 'local-exec': { when: 'destroy', command: remove, environment } },
    ],
  };
}
