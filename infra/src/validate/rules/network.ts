import { blocks, resourcesOf, texts } from '../synthesized.ts';
import { broken, each, type Rule } from './rule.ts';

/** Nothing gets a public address but load balancers and what NAT stands behind. */
export const publicAddresses: Rule = (synthesized) => [
  ...each(['aws_subnet'], ({ values }) =>
    values['map_public_ip_on_launch'] === true ? 'map_public_ip_on_launch' : undefined,
  )(synthesized),
  ...each(['aws_ecs_service'], ({ values }) =>
    blocks(values, 'network_configuration').some((block) => block['assign_public_ip'] === true)
      ? 'assign_public_ip'
      : undefined,
  )(synthesized),
  ...addresses(synthesized),
];

const addresses: Rule = (synthesized) => {
  const gateways = JSON.stringify(resourcesOf(synthesized, 'aws_nat_gateway').map(({ values }) => values));
  return resourcesOf(synthesized, 'aws_eip').flatMap((address) =>
    broken(address, gateways.includes(`\${${address.address}.`) ? undefined : 'is of no NAT gateway'),
  );
};

const ruleTypes = [
  'aws_vpc_security_group_ingress_rule',
  'aws_vpc_security_group_egress_rule',
  'aws_security_group_rule',
];

/** Groups and all their rules say what they are for. */
export const describedRules: Rule = (synthesized) => [
  ...each([...ruleTypes, 'aws_security_group'], ({ values }) => undescribed(values['description']))(
    synthesized,
  ),
  ...each(['aws_security_group', 'aws_default_security_group'], ({ values }) =>
    [...blocks(values, 'ingress'), ...blocks(values, 'egress')]
      .map((rule) => undescribed(rule['description']))
      .find((problem) => problem !== undefined),
  )(synthesized),
];

const undescribed = (description: unknown): string | undefined =>
  typeof description === 'string' && description.trim() !== '' ? undefined : 'has no description';

/** With a domain, plain HTTP leads to HTTPS and nowhere else, and that takes TLS 1.2 or newer. */
export const encryptedListeners: Rule = (synthesized) => {
  const { environment } = synthesized;
  if (environment.platform !== 'aws' || environment.domain === undefined) return [];
  return each(['aws_lb_listener'], ({ values }) => {
    if (values['protocol'] !== 'HTTPS') return redirects(values) ? undefined : 'speaks plain HTTP';
    const [policy = ''] = texts(values['ssl_policy']);
    return /TLS13-1-[23]|TLS-1-2/.test(policy) ? undefined : 'takes TLS older than 1.2';
  })(synthesized);
};

const redirects = (listener: Record<string, unknown>): boolean => {
  const actions = blocks(listener, 'default_action');
  return (
    actions.length > 0 &&
    actions.every((action) => blocks(action, 'redirect').some((to) => to['protocol'] === 'HTTPS'))
  );
};
