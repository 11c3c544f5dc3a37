import type { AwsEnvironment } from '@prod-e/environment';
import { arnOf } from '../names.ts';
import type { ServiceProps } from './props.ts';

/** ARN of the workspace of Amazon Managed Prometheus that a service writes to, where it is one that does. */
export const workspaceOf = ({ environment, service }: ServiceProps): string | undefined =>
  environment.remoteWrite && service.definition.base === 'prometheus'
    ? arnOf(environment, 'aps', `workspace/${environment.remoteWrite.workspace}`)
    : undefined;

/** Where the workspace takes samples. */
export const remoteWriteUrl = ({ region, remoteWrite }: AwsEnvironment): string | undefined =>
  remoteWrite &&
  `https://aps-workspaces.${region}.amazonaws.com/workspaces/${remoteWrite.workspace}/api/v1/remote_write`;

/** The configuration, beside prometheus.yml, that writes to the environment's workspace. */
export const configurationOf = ({ name }: AwsEnvironment): string => `prometheus.${name}.yml`;

/**
 * Arguments over those of the image. Prometheus expands no variables in `remote_write`, and the image has nothing that
 * could write a file: the image has a configuration for each environment that differs, and the task says which is its.
 */
export const commandOf = (props: ServiceProps): string[] =>
  workspaceOf(props) ? [`--config.file=/etc/prometheus/${configurationOf(props.environment)}`] : [];
