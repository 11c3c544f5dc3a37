import { join } from 'node:path';
import { environmentPrefix, label, serviceResource, stackVariable } from '@prod-e/environment';

export interface StateBackend {
  bucket: string;
  endpoint: string;
  region: string;
}

const variables = (...names: string[]) => Object.fromEntries(names.map((name) => [name, { type: 'string' }]));

/** A state in S3, locked by a file beside it, as the stacks of AWS have it. */
const terraform = (environment: string, stack: string, { bucket, endpoint, region }: StateBackend) => ({
  backend: {
    s3: {
      ...{ bucket, region, key: `${environment}/${stack}.tfstate`, use_lockfile: true, use_path_style: true },
      endpoints: { s3: endpoint },
      ...{ skip_credentials_validation: true, skip_requesting_account_id: true },
      ...{ skip_metadata_api_check: true, skip_region_validation: true, skip_s3_checksum: true },
    },
  },
});

/** The cluster. */
export const foundationStack = (environment: string, state: StateBackend) => ({
  terraform: terraform(environment, 'foundation', state),
  variable: variables(stackVariable.stackHash),
  resource: resources('foundation', 'cluster', {
    ...{ ENDPOINT: state.endpoint, CLUSTER: environmentPrefix(environment) },
    TAGS: tags(environment, 'foundation', {}),
  }),
});

/** A service of the cluster. */
export const serviceStack = (environment: string, service: string, state: StateBackend) => ({
  terraform: terraform(environment, service, state),
  variable: variables(...Object.values(stackVariable)),
  resource: resources(service, 'service', {
    ...{ ENDPOINT: state.endpoint, CLUSTER: environmentPrefix(environment) },
    ...{ NAME: serviceResource(environment, service), IMAGE: `\${var.${stackVariable.image}}` },
    TAGS: tags(environment, service, {
      [label.inputTag]: `\${var.${stackVariable.inputTag}}`,
      [label.service]: service,
    }),
  }),
});

const tags = (environment: string, stack: string, more: Record<string, string>): string =>
  JSON.stringify(
    Object.entries({
      [label.environment]: environment,
      [label.stack]: stack,
      [label.stackHash]: `\${var.${stackVariable.stackHash}}`,
      ...more,
    }),
  );

const program = (verb: string, stack: string): string =>
  `'${process.execPath}' '${join(__dirname, 'ecs-resource.ts')}' ${verb} ${stack}`;

/**
 * Two resources of Terraform's own in the place of one of AWS's provider: like that, the first looks at what is live at
 * every apply, and makes it what it should be; the second takes it away when the stack is destroyed.
 */
const resources = (stack: string, kind: string, environment: Record<string, string>) => ({
  terraform_data: {
    [stack]: {
      triggers_replace: '${plantimestamp()}',
      depends_on: [`terraform_data.${stack}_end`],
      provisioner: [{ 'local-exec': { command: program(`${kind}-up`, stack), environment } }],
    },
    [`${stack}_end`]: {
      input: {
        ENDPOINT: environment['ENDPOINT'],
        CLUSTER: environment['CLUSTER'],
        NAME: environment['NAME'] ?? '',
      },
      provisioner: [
        {
          'local-exec': {
            ...{ when: 'destroy', command: program(`${kind}-down`, stack) },
            environment: Object.fromEntries(
              ['ENDPOINT', 'CLUSTER', 'NAME'].map((name) => [name, `\${self.input.${name}}`]),
            ),
          },
        },
      ],
    },
  },
});
