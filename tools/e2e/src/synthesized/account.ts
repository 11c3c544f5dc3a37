import { callQuery, element } from './calls.ts';
import { ofType, only, resolve, type Block, type StackJson } from './stack-json.ts';

/** Roles of an account, by name. */
export type RoleArns = Record<string, string>;

/**
 * Makes the identity provider, the policies and the roles of an account, as its stack says and nothing more.
 *
 * @returns ARNs of the roles
 */
export async function createRoles(endpoint: string, account: StackJson): Promise<RoleArns> {
  const given: Record<string, string> = {};
  const create = async (address: string, block: Block, request: (texts: Texts) => Texts): Promise<void> => {
    const xml = await callQuery(endpoint, 'iam', request(textsOf(resolve(block, account, given))));
    given[`${address}.arn`] = element(xml, 'Arn') || element(xml, 'OpenIDConnectProviderArn');
  };
  await create(
    'aws_iam_openid_connect_provider.github',
    only(account, 'aws_iam_openid_connect_provider'),
    ({ url = '', client_id_list: audience = '' }) => ({
      ...{ Action: 'CreateOpenIDConnectProvider', Url: url, 'ClientIDList.member.1': audience },
    }),
  );
  for (const [id, block] of Object.entries(ofType(account, 'aws_iam_policy'))) {
    await create(`aws_iam_policy.${id}`, block, policyRequest);
  }
  const roles = Object.entries(ofType(account, 'aws_iam_role'));
  for (const [id, block] of roles) await create(`aws_iam_role.${id}`, block, roleRequest);
  for (const block of Object.values(ofType(account, 'aws_iam_role_policy_attachment'))) {
    const { role = '', policy_arn: policyArn = '' } = textsOf(resolve(block, account, given));
    await callQuery(endpoint, 'iam', { Action: 'AttachRolePolicy', RoleName: role, PolicyArn: policyArn });
  }
  return Object.fromEntries(roles.map(([id]) => [id, given[`aws_iam_role.${id}.arn`] ?? '']));
}

type Texts = Record<string, string>;

const textsOf = (block: Block): Texts =>
  Object.fromEntries(Object.entries(block).map(([name, value]) => [name, String(value)]));

const policyRequest = ({ name = '', path = '', description = '', policy = '' }: Texts): Texts => ({
  ...{ Action: 'CreatePolicy', PolicyName: name, Path: path, Description: description },
  PolicyDocument: policy,
});

const roleRequest = ({
  name = '',
  path = '',
  description = '',
  assume_role_policy: trust = '',
  permissions_boundary: boundary = '',
  max_session_duration: seconds = '',
}: Texts): Texts => ({
  ...{ Action: 'CreateRole', RoleName: name, Path: path, Description: description },
  ...{ AssumeRolePolicyDocument: trust, PermissionsBoundary: boundary, MaxSessionDuration: seconds },
});
