import { UserError } from '@prod-e/errors';
import { z } from 'zod';
import { deploymentEndSchema, deploymentStartSchema } from './deployment.ts';
import type { Ledger } from './ledger.ts';
import { attemptSchema, proofSchema, stackSnapshotSchema } from './stack.ts';

const environment = z.string().min(1);
const stack = z.string().min(1);
const id = z.string().min(1);

/** A write to a ledger as a value, so that it can be checked, kept and sent later. */
export const ledgerWriteSchema = z.discriminatedUnion('write', [
  z.strictObject({
    write: z.literal('start'),
    deployment: deploymentStartSchema.extend({ environment, id }),
  }),
  z.strictObject({ write: z.literal('end'), environment, id, end: deploymentEndSchema }),
  z.strictObject({ write: z.literal('attempt'), environment, stack, attempt: attemptSchema }),
  z.strictObject({ write: z.literal('proof'), environment, stack, proof: proofSchema }),
  z.strictObject({ write: z.literal('forget'), environment, stack, deploymentId: id }),
  z.strictObject({
    write: z.literal('snapshot'),
    environment,
    snapshot: stackSnapshotSchema.extend({ name: stack, stackHash: z.string().min(1) }),
  }),
]);

export type LedgerWrite = z.infer<typeof ledgerWriteSchema>;

/** The six writes of a ledger. */
export type LedgerWriter = Pick<
  Ledger,
  'start' | 'end' | 'recordAttempt' | 'recordProof' | 'forgetStack' | 'keepSnapshot'
>;

/** The writes of a ledger, each handed as a checked value to one function. */
export function writerOf(write: (value: LedgerWrite) => Promise<void>): LedgerWriter {
  const checked = (value: LedgerWrite): Promise<void> => Promise.try(() => write(checkedWrite(value)));
  return {
    start: (deployment) => checked({ write: 'start', deployment }),
    end: (environment, id, end) => checked({ write: 'end', environment, id, end }),
    recordAttempt: (environment, stack, attempt) =>
      checked({ write: 'attempt', environment, stack, attempt }),
    recordProof: (environment, stack, proof) => checked({ write: 'proof', environment, stack, proof }),
    forgetStack: (environment, stack, deploymentId) =>
      checked({ write: 'forget', environment, stack, deploymentId }),
    keepSnapshot: (environment, snapshot) => checked({ write: 'snapshot', environment, snapshot }),
  };
}

/** Makes a kept write. */
export function applyWrite(ledger: LedgerWriter, value: LedgerWrite): Promise<void> {
  switch (value.write) {
    case 'start':
      return ledger.start(value.deployment);
    case 'end':
      return ledger.end(value.environment, value.id, value.end);
    case 'attempt':
      return ledger.recordAttempt(value.environment, value.stack, value.attempt);
    case 'proof':
      return ledger.recordProof(value.environment, value.stack, value.proof);
    case 'forget':
      return ledger.forgetStack(value.environment, value.stack, value.deploymentId);
    case 'snapshot':
      return ledger.keepSnapshot(value.environment, value.snapshot);
  }
}

/** @throws UserError that names the first field that is wrong */
export function checkedWrite(value: unknown): LedgerWrite {
  const result = ledgerWriteSchema.safeParse(value);
  if (result.success) return result.data;
  const [issue] = result.error.issues;
  const kind = (value as { write?: unknown } | null | undefined)?.write;
  throw new UserError(
    `the ledger takes no such ${typeof kind === 'string' ? kind : 'entry'}: ${issue?.message ?? 'invalid'}`,
    { where: issue?.path.join('.') ?? '' },
  );
}
