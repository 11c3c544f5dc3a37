import { BudgetsBudget } from '@cdktf/provider-aws/lib/budgets-budget/index.js';
import type { AwsEnvironment } from '@prod-e/environment';
import type { TerraformStack } from 'cdktf';
import { named } from '../names.ts';

export interface BudgetProps {
  environment: AwsEnvironment;
  topicArn: string;
}

/** Tells when a month has cost four fifths of what it may, all of it, or is about to. */
export function budget(stack: TerraformStack, { environment, topicArn }: BudgetProps): void {
  const { monthlyUsd, emails } = environment.budget;
  const notification = (notificationType: 'ACTUAL' | 'FORECASTED', threshold: number) => ({
    ...{ notificationType, threshold, thresholdType: 'PERCENTAGE', comparisonOperator: 'GREATER_THAN' },
    subscriberSnsTopicArns: [topicArn],
    ...(emails.length > 0 && { subscriberEmailAddresses: emails }),
  });
  // Of the whole account: what has no tag costs as well, and a budget by tags sees nothing until they are activated.
  new BudgetsBudget(stack, 'budget', {
    name: named(environment, 'monthly'),
    ...{ budgetType: 'COST', timeUnit: 'MONTHLY', limitAmount: String(monthlyUsd), limitUnit: 'USD' },
    notification: [notification('ACTUAL', 80), notification('ACTUAL', 100), notification('FORECASTED', 100)],
  });
}
