import type { DatabaseSync } from 'node:sqlite';

/** The statements of a ledger. The rules of idempotence and order are in their `WHERE`, so that each is one step. */
export const statementsOf = (database: DatabaseSync) => ({
  start: database.prepare(`
    INSERT INTO deployments (environment, id, start) VALUES (?, ?, ?)
    ON CONFLICT DO UPDATE SET start = excluded.start WHERE start IS NULL`),
  end: database.prepare(`
    INSERT INTO deployments (environment, id, outcome, ending) VALUES (?, ?, ?, ?)
    ON CONFLICT DO UPDATE SET outcome = excluded.outcome, ending = excluded.ending
    WHERE outcome IS NULL OR (outcome = 'abandoned' AND excluded.outcome <> 'abandoned')`),
  deployment: database.prepare(`
    SELECT id, start, ending FROM deployments WHERE environment = ? AND id = ? AND start IS NOT NULL`),
  newest: database.prepare(`
    SELECT id, start, ending FROM deployments WHERE environment = ? AND start IS NOT NULL
    ORDER BY id DESC LIMIT max(0, ?)`),
  before: database.prepare(`
    SELECT id, start, ending FROM deployments WHERE environment = ? AND id < ? AND start IS NOT NULL
    ORDER BY id DESC LIMIT max(0, ?)`),
  underWay: database.prepare(`
    SELECT id, start, ending FROM deployments
    WHERE environment = ? AND start IS NOT NULL AND ending IS NULL ORDER BY id`),

  attempt: database.prepare(`
    INSERT INTO stacks (environment, stack, attempt_by, attempt) VALUES (?, ?, ?, ?)
    ON CONFLICT DO UPDATE SET attempt_by = excluded.attempt_by, attempt = excluded.attempt
    WHERE attempt_by IS NULL OR attempt_by <= excluded.attempt_by`),
  proof: database.prepare(`
    INSERT INTO stacks (environment, stack, proof_by, proof) VALUES (?, ?, ?, ?)
    ON CONFLICT DO UPDATE SET proof_by = excluded.proof_by, proof = excluded.proof
    WHERE proof_by IS NULL OR proof_by <= excluded.proof_by`),
  forget: database.prepare(`
    INSERT INTO stacks (environment, stack, forgotten_by) VALUES (?, ?, ?)
    ON CONFLICT DO UPDATE SET forgotten_by = excluded.forgotten_by
    WHERE forgotten_by IS NULL OR forgotten_by < excluded.forgotten_by`),
  stacks: database.prepare(`
    SELECT stack,
      CASE WHEN forgotten_by IS NULL OR forgotten_by < attempt_by THEN attempt END AS attempt,
      CASE WHEN forgotten_by IS NULL OR forgotten_by < proof_by THEN proof END AS proof
    FROM stacks WHERE environment = ? ORDER BY stack`),

  keep: database.prepare(`
    INSERT INTO snapshots (environment, name, stack_hash, content) VALUES (?, ?, ?, ?)
    ON CONFLICT DO NOTHING`),
  snapshot: database.prepare(`
    SELECT content FROM snapshots WHERE environment = ? AND name = ? AND stack_hash = ?`),
});

export type Statements = ReturnType<typeof statementsOf>;
