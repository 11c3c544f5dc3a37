import { dnsZone, type AwsEnvironment } from '@prod-e/environment';
import { arnOf } from '../../../platforms/aws/names.ts';
import { any, type Permission, type PolicyPart } from '../permission.ts';
import { asOwn, own } from '../within.ts';

/** How services are reached: load balancer, certificate, names. */
export const edgePart = (environment: AwsEnvironment): PolicyPart => ({
  name: 'edge',
  about: 'load balancer, certificate and names',
  permissions: [
    ...loadBalancing(environment),
    ...certificate(environment),
    ...publicNames(environment),
    ...privateNames(environment),
  ],
});

function loadBalancing(environment: AwsEnvironment): Permission[] {
  const resources = ['listener-rule/app', 'listener/app', 'loadbalancer/app', 'targetgroup'].map((type) =>
    arnOf(environment, 'elasticloadbalancing', `${type}/*`),
  );
  return [
    {
      sid: 'MakeLoadBalancing',
      why: 'Load balancer, listeners, rules and target groups; their names are cut to 32 characters, so tags tell whose they are.',
      actions: [
        'elasticloadbalancing:AddTags',
        'elasticloadbalancing:CreateListener',
        'elasticloadbalancing:CreateLoadBalancer',
        'elasticloadbalancing:CreateRule',
        'elasticloadbalancing:CreateTargetGroup',
      ],
      resources,
      when: asOwn(environment),
    },
    {
      sid: 'ChangeLoadBalancing',
      why: 'The same, once they are there.',
      actions: [
        'elasticloadbalancing:AddTags',
        'elasticloadbalancing:Delete*',
        'elasticloadbalancing:Modify*',
        'elasticloadbalancing:RemoveTags',
        'elasticloadbalancing:SetIpAddressType',
        'elasticloadbalancing:SetRulePriorities',
        'elasticloadbalancing:SetSecurityGroups',
        'elasticloadbalancing:SetSubnets',
      ],
      resources,
      when: own(environment),
    },
  ];
}

const certificate = (environment: AwsEnvironment): Permission[] =>
  environment.domain
    ? [
        {
          sid: 'RequestCertificate',
          why: 'HTTPS under the environment’s domain.',
          actions: ['acm:AddTagsToCertificate', 'acm:RequestCertificate'],
          resources: any,
          when: asOwn(environment),
        },
        {
          sid: 'ChangeCertificate',
          why: 'Of the environment’s own.',
          actions: [
            'acm:AddTagsToCertificate',
            'acm:DeleteCertificate',
            'acm:RemoveTagsFromCertificate',
            'acm:UpdateCertificateOptions',
          ],
          resources: [arnOf(environment, 'acm', 'certificate/*')],
          when: own(environment),
        },
      ]
    : [];

/** In the public zone, which was there before us: names under the environment’s domain, and no others. */
const publicNames = ({ domain }: AwsEnvironment): Permission[] =>
  domain
    ? [
        {
          sid: 'ChangeNamesOfDomain',
          why: 'Names of services, and the proof to ACM that the domain is ours. No name outside of the environment’s domain.',
          actions: ['route53:ChangeResourceRecordSets'],
          resources: ['arn:aws:route53:::hostedzone/*'],
          when: {
            'ForAllValues:StringLike': {
              'route53:ChangeResourceRecordSetsNormalizedRecordNames': [domain.name, `*.${domain.name}`],
            },
          },
        },
      ]
    : [];

function privateNames(environment: AwsEnvironment): Permission[] {
  const discovery = (type: string) => arnOf(environment, 'servicediscovery', `${type}/*`);
  return [
    {
      sid: 'MakePrivateNames',
      why: 'Services find each other by name, within the VPC.',
      actions: [
        'servicediscovery:CreatePrivateDnsNamespace',
        'servicediscovery:CreateService',
        'servicediscovery:TagResource',
      ],
      resources: any,
      when: asOwn(environment),
    },
    {
      sid: 'ChangePrivateNames',
      why: 'Of the environment’s own.',
      actions: [
        'servicediscovery:CreateService',
        'servicediscovery:DeleteNamespace',
        'servicediscovery:DeleteService',
        'servicediscovery:DeregisterInstance',
        'servicediscovery:UpdatePrivateDnsNamespace',
        'servicediscovery:UpdateService',
      ],
      resources: [discovery('namespace'), discovery('service')],
      when: own(environment),
    },
    {
      sid: 'RemovePrivateNames',
      why: 'What tasks left behind is deregistered before their service can go, and Cloud Map takes its record out of the zone in our name. No name outside of private zones.',
      actions: ['route53:ChangeResourceRecordSets'],
      resources: ['arn:aws:route53:::hostedzone/*'],
      when: {
        'ForAllValues:StringLike': {
          'route53:ChangeResourceRecordSetsNormalizedRecordNames': [`*.${dnsZone}`],
        },
      },
    },
    {
      sid: 'KeepPrivateZone',
      why: 'Cloud Map and VPC endpoints keep their names in private zones, in the name of who asks for them. Route 53 knows no tags here; a zone that has names in it cannot be removed.',
      actions: ['route53:AssociateVPCWithHostedZone', 'route53:CreateHostedZone', 'route53:DeleteHostedZone'],
      resources: any,
    },
  ];
}
