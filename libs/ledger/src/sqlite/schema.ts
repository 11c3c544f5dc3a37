/**
 * What brings a ledger's file from each version to the next. A version that was ever released is not changed; a new
 * one is added.
 */
export const ledgerVersions = [
  `
  CREATE TABLE deployments (
    environment TEXT NOT NULL,
    id TEXT NOT NULL,
    start TEXT,            -- JSON; null as long as only its end is known
    outcome TEXT,
    ending TEXT,           -- JSON
    PRIMARY KEY (environment, id)
  ) STRICT;
  CREATE INDEX under_way ON deployments (environment, id) WHERE start IS NOT NULL AND ending IS NULL;

  CREATE TABLE stacks (
    environment TEXT NOT NULL,
    stack TEXT NOT NULL,
    attempt_by TEXT,       -- a deployment's id
    attempt TEXT,          -- JSON
    proof_by TEXT,
    proof TEXT,            -- JSON
    forgotten_by TEXT,     -- what this deployment or an older one recorded is not there
    PRIMARY KEY (environment, stack)
  ) STRICT;

  CREATE TABLE snapshots (
    environment TEXT NOT NULL,
    name TEXT NOT NULL,
    stack_hash TEXT NOT NULL,
    content BLOB NOT NULL, -- JSON, gzip
    PRIMARY KEY (environment, name, stack_hash)
  ) STRICT;
  `,
];
