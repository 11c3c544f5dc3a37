import { blocks } from '../synthesized.ts';
import { each, type Rule } from './rule.ts';

/** Kept for ever, logs cost more than what writes them. */
export const retainedLogs = each(['aws_cloudwatch_log_group'], ({ values }) => {
  const days = values['retention_in_days'];
  return typeof days === 'number' && days > 0 ? undefined : 'has no retention';
});

/** Field by which AWS itself refuses to delete something, by type. */
const protections: Record<string, string> = {
  aws_lb: 'enable_deletion_protection',
  aws_dynamodb_table: 'deletion_protection_enabled',
};

/** Protected where the environment says so, and production always. */
export const protectedFromDeletion: Rule = (synthesized) => {
  const { environment } = synthesized;
  if (environment.platform !== 'aws') return [];
  const wanted = environment.deletionProtection || environment.name === 'prod';
  return each(Object.keys(protections), ({ type, values }) => {
    const isProtected = values[protections[type] ?? ''] === true;
    if (isProtected === wanted) return undefined;
    return wanted ? 'can be deleted' : 'cannot be deleted, though the environment is not protected';
  })(synthesized);
};

/** A role that a pipeline makes can be no more than the boundary lets it. */
export const boundedRoles = each(['aws_iam_role'], ({ values }) =>
  typeof values['permissions_boundary'] === 'string' ? undefined : 'has no permission boundary',
);

/** Characters that AWS takes for a name, by type. */
const longest: Record<string, number> = {
  aws_lb: 32,
  aws_lb_target_group: 32,
  aws_iam_role: 64,
  aws_s3_bucket: 63,
  aws_iam_policy: 128,
  aws_cloudwatch_metric_alarm: 255,
  aws_security_group: 255,
  aws_ecs_service: 255,
  aws_ecs_task_definition: 255,
};

/** A name that is too long is refused by AWS only when it is applied. */
export const fittingNames = each(Object.keys(longest), ({ type, values }) => {
  const name = values['name'] ?? values['bucket'] ?? values['family'];
  const most = longest[type] ?? Infinity;
  return typeof name === 'string' && !name.includes('${') && name.length > most
    ? `its name has ${name.length} characters, AWS takes ${most}`
    : undefined;
});

/** What is kept is encrypted, and a history can be had back as it was at any minute. */
export const keptSafely: Rule = (synthesized) => [
  ...each(['aws_dynamodb_table'], ({ values }) =>
    blocks(values, 'point_in_time_recovery').some(({ enabled }) => enabled === true)
      ? undefined
      : 'has no point-in-time recovery',
  )(synthesized),
  ...each(['aws_efs_file_system'], ({ values }) =>
    values['encrypted'] === true ? undefined : 'is not encrypted',
  )(synthesized),
];
