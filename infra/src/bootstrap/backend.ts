import { stateBucketOf } from '@prod-e/environment';
import { LocalBackend, type TerraformStack } from 'cdktf';
import { lockedS3Backend } from '../platforms/aws/state.ts';
import type { Account } from './accounts.ts';

/** Where the state of an account's own stack is: in the bucket that it makes, once that is there. */
export type StateIn = 'bucket' | 'local';

export const isStateIn = (value: string): value is StateIn => value === 'bucket' || value === 'local';

/** From a stack's folder, `infra/dist/bootstrap/<account>`: where Terraform's local states are, ignored by git. */
const localStates = '../../../../.prod-e/bootstrap';

export function backend(stack: TerraformStack, { id, regions }: Account, stateIn: StateIn): void {
  if (stateIn === 'local') {
    new LocalBackend(stack, { path: `${localStates}/${id}.tfstate` });
    return;
  }
  const [region = ''] = regions;
  lockedS3Backend(stack, { bucket: stateBucketOf(id, region), key: 'bootstrap/account.tfstate', region });
}
