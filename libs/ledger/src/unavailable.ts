import { UserError, type UserErrorDetails } from '@prod-e/errors';

/** The ledger cannot be asked now: no answer, no table, no permission. What was to be written is not wrong. */
export class LedgerUnavailable extends UserError {
  constructor(what: string, details: UserErrorDetails = {}) {
    super(what, details);
    this.name = 'LedgerUnavailable';
  }
}
